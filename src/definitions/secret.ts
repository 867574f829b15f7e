import { z } from "zod";
import { kubernetesNameSchema } from "./common.ts";

/** A schema for {@link SecretRef}. */
export const secretRefSchema = z.strictObject({
  kind: z.literal("secretRef"),
  name: kubernetesNameSchema,
  key: z
    .string()
    .regex(/^[-._a-zA-Z0-9]{1,253}$/, "expected a key of a Kubernetes Secret: letters, digits, - _ and ."),
});

/** One key of a Kubernetes Secret that exists outside Crowsnest; never the secret itself. */
export type SecretRef = z.infer<typeof secretRefSchema>;

/**
 * Refers to one key of a Kubernetes Secret in the namespace of whatever reads it. Definitions, artifacts and
 * plans hold the reference only; how the Secret gets there (External Secrets, sealed, by hand) is up to you.
 *
 * @example secretRef({ name: "alertmanager-receivers", key: "payments-pagerduty" })
 */
export function secretRef(options: { readonly name: string; readonly key: string }): SecretRef {
  return { kind: "secretRef", ...options };
}
