/** Says whose an object is that has no labels of its own in the artifacts. */
export const MANAGED_BY: Readonly<Record<string, string>> = { "app.kubernetes.io/managed-by": "crowsnest" };
