import { durationMilliseconds, formatDuration } from "../../query/promql/index.ts";
import { type ExpressionCheck, slowestScrape } from "./expression.ts";

/** A window is at least as long as the time between two scrapes: else it is empty more often than not. */
export const sampleWindows: ExpressionCheck = (expression) =>
  expression.parts.flatMap(({ node }) => {
    const arg = node.kind === "call" && node.name.endsWith("_over_time") ? node.args.at(-1) : undefined;
    if (node.kind !== "call" || arg?.kind !== "selector" || arg.range === undefined) {
      return [];
    }
    const milliseconds = durationMilliseconds(arg.range);
    const scrape = slowestScrape(expression, arg.metric);
    if (milliseconds === undefined || scrape === undefined || milliseconds >= scrape.seconds * 1_000) {
      return [];
    }
    const message = `a window of ${arg.range} is shorter than the time between two scrapes, ${formatDuration(scrape.seconds)}${scrape.where}`;
    const hint = `Look at ${formatDuration(scrape.seconds)} at least, or scrape more often.`;
    return [expression.find("window-without-samples", node, message, hint)];
  });
