import type { Matcher } from "./matchers.ts";
import type { Route } from "./tree.ts";

/** A route that no alert can reach, and why. */
export interface DeadRoute {
  readonly route: Route;
  /** The sibling before it that takes everything it would; `undefined` when its own matchers contradict each other. */
  readonly shadowedBy: Route | undefined;
}

/**
 * Routes that no alert can reach, found without asking any: their matchers, with those of their parents, contradict
 * each other, or a sibling before them matches whatever they do and does not continue. What it finds is certain; it
 * does not find everything, for regular expressions are compared as text.
 */
export function deadRoutes(root: Route): readonly DeadRoute[] {
  return below(root, []);
}

function below(route: Route, inherited: readonly Matcher[]): readonly DeadRoute[] {
  const known = [...inherited, ...route.matchers];
  return route.routes.flatMap((child, index): readonly DeadRoute[] => {
    const matchers = [...known, ...child.matchers];
    if (contradict(matchers)) {
      return [{ route: child, shadowedBy: undefined }];
    }
    const shadowedBy = route.routes
      .slice(0, index)
      .find((before) => !before.continues && before.matchers.every((matcher) => implied(matcher, matchers)));
    return shadowedBy === undefined ? below(child, known) : [{ route: child, shadowedBy }];
  });
}

/** Tells whether no label set can fulfil all matchers. */
function contradict(matchers: readonly Matcher[]): boolean {
  return matchers.some((one) =>
    matchers.some(
      (other) =>
        one.operator === "=" && other.label === one.label && !other.matches({ [one.label]: one.value }),
    ),
  );
}

/** Tells whether labels that fulfil `matchers` surely fulfil one more. */
function implied(matcher: Matcher, matchers: readonly Matcher[]): boolean {
  return matchers.some(
    ({ label, operator, value }) =>
      label === matcher.label &&
      ((operator === matcher.operator && value === matcher.value) ||
        (operator === "=" && matcher.matches({ [label]: value }))),
  );
}
