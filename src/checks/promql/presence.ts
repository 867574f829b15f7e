import type { ExpressionCheck } from "./expression.ts";

/** `absent` asks for series that are there from the start: a counter with labels is born with its first event. */
export const absences: ExpressionCheck = ({ parts, shapeOf, find }) =>
  parts.flatMap(({ node, parents }) => {
    const isAbsence = node.kind === "call" && (node.name === "absent" || node.name === "absent_over_time");
    const [arg] = isAbsence ? node.args : [];
    const series = arg && shapeOf(arg).series;
    // Joined with what else must hold, an absence may well be that of events that were there before.
    const isGuarded = parents.some((parent) => parent.kind === "binary" && parent.operator === "and");
    if (node.kind !== "call" || series === undefined || !series.lazy || isGuarded) {
      return [];
    }
    const message = `a series of ${series.metric} is there only once something was counted: it is absent after every restart`;
    return [
      find(
        "absent-of-lazy-series",
        node,
        message,
        "Ask for up{…} == 0 or absent(up{…}), or expose it as zero from the start.",
      ),
    ];
  });
