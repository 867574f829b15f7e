import { z } from "zod";
import { objectiveSchema } from "../../definitions/slo.ts";

/** What a catalog of something that answers requests takes. */
export interface RequestOptions {
  /** Percentage of requests that are answered without a server error. Default `"99.9"`. */
  readonly objective?: string;
  /** Percentage of requests that are answered in time. Default `"99"`. */
  readonly latencyObjective?: string;
}

/** A schema for {@link RequestOptions}. */
export const requestOptionsSchema = z.strictObject({
  objective: objectiveSchema.default("99.9"),
  latencyObjective: objectiveSchema.default("99"),
});
