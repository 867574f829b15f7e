import { z } from "zod";
import { durationSchema } from "./common.ts";
import { labelSelectorSchema } from "./runs-on.ts";

/** A schema for {@link LogContract}. */
export const logContractSchema = z.strictObject({
  format: z.enum(["json", "logfmt"]),
  podLabels: labelSelectorSchema.optional(),
  retention: durationSchema.optional(),
  errors: z
    .strictObject({
      above: z.number().nonnegative(),
      within: durationSchema,
      for: durationSchema.optional(),
      severity: z.enum(["critical", "warning", "info"]),
    })
    .optional(),
});

/** What a service's log lines look like, how long they are kept, and how many errors are too many. */
export type LogContract = z.infer<typeof logContractSchema>;

/** What a service says of its logs. */
export interface LogContractOptions {
  /** How a line is written. */
  readonly format: "json" | "logfmt";
  /** Labels of the pods that write them. Default: the `selector` that the service runs on. */
  readonly podLabels?: Readonly<Record<string, string>>;
  /** How long lines are kept. Default: the platform's. */
  readonly retention?: string;
  /** When error lines become an alert. Default: a warning above 10 lines within 5 minutes. */
  readonly errors?: {
    /** Lines of severity ERROR or FATAL; the alert fires above this number. */
    readonly above: number;
    /** Window that the lines are counted in. */
    readonly within: string;
    /** How long it must stay above. Default: the first evaluation is enough. */
    readonly for?: string;
    readonly severity: "critical" | "warning" | "info";
  };
}
