import { z } from "zod";
import { issue } from "./common.ts";

/** What follows the stream selector in LogQL; empty for all lines. */
export const pipelineSchema = z
  .string()
  .refine(
    (text) => text === "" || /^\s*(\||!=|!~)/.test(text),
    issue(
      "invalid-value",
      "not a LogQL pipeline",
      'Write what follows the stream selector, such as `| outcome="lost"`; the selector is the service\'s own.',
    ),
  );
