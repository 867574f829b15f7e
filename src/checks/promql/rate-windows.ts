import { durationMilliseconds, formatDuration, numberValue } from "../../query/promql/index.ts";
import { type ExpressionCheck, slowestScrape } from "./expression.ts";

/** Scrapes that a window must hold: two are needed, and one may fail or come late. */
const SCRAPES = 4;

const RATES: ReadonlySet<string> = new Set([
  "changes",
  "delta",
  "deriv",
  "idelta",
  "increase",
  "irate",
  "predict_linear",
  "rate",
  "resets",
]);

/** A rate looks at four scrapes at least. */
export const rateWindows: ExpressionCheck = (expression) =>
  expression.parts.flatMap(({ node }) => {
    const arg = node.kind === "call" && RATES.has(node.name) ? node.args[0] : undefined;
    if (node.kind !== "call" || arg?.kind !== "selector" || arg.range === undefined) {
      return [];
    }
    const window = secondsOf(arg.range);
    const scrape = slowestScrape(expression, arg.metric);
    if (window === undefined || scrape === undefined || window >= SCRAPES * scrape.seconds) {
      return [];
    }
    const least = formatDuration(SCRAPES * scrape.seconds);
    const message = `a window of ${arg.range} holds fewer than ${SCRAPES} scrapes: one comes every ${formatDuration(scrape.seconds)}${scrape.where}`;
    return [
      expression.find(
        "rate-window-too-short",
        node,
        message,
        `Look at ${least} at least, or scrape more often.`,
      ),
    ];
  });

function secondsOf(range: string): number | undefined {
  const milliseconds = durationMilliseconds(range);
  return milliseconds === undefined ? numberValue(range) : milliseconds / 1_000;
}
