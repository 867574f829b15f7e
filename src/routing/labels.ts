/** Labels of an alert. One that is missing and one that is empty are the same to Alertmanager. */
export type Labels = Readonly<Record<string, string>>;

/** A label's value, as matchers see it. */
export function labelValue(labels: Labels, name: string): string {
  return Object.hasOwn(labels, name) ? (labels[name] ?? "") : "";
}
