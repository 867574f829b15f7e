import { type PromqlExpr, selectorsOf } from "../../../query/promql/index.ts";
import { labelsFor } from "./sample-text.ts";
import { growingMetrics, type Sample, type SteadySeries, steadyValue, Unknown } from "./steady.ts";

type Labels = Readonly<Record<string, string>>;

/** What the series stand at while one of them is sought; most ratios have a value at 1, most sums of nothing at 0. */
const STARTS = [1, 0];
/** Values that are tried for a series: from far below what anybody counts to far above. */
const LADDER = [0, ...Array.from({ length: 61 }, (_, index) => 10 ** (index / 4 - 6))];
const HALVINGS = 200;

/**
 * Series that an expression reads, one for each of its selectors; `undefined` where no label comes to mind that one
 * of them takes.
 *
 * @param common labels of every series, where the selectors ask for no other
 */
export function steadySeries(expr: PromqlExpr, common: Labels): readonly SteadySeries[] | undefined {
  const growing = growingMetrics(expr);
  const found = new Map<string, SteadySeries>();
  for (const { metric, matchers } of selectorsOf(expr)) {
    const named = matchers.find(({ label, operator }) => label === "__name__" && operator === "=");
    const name = metric === "" ? named?.value : metric;
    const asked = matchers.filter(({ label }) => label !== "__name__");
    const inside = labelsFor(asked);
    if (name === undefined || inside === undefined) {
      return undefined;
    }
    const labels = { ...common, ...inside };
    const sorted = Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1));
    found.set(JSON.stringify([name, sorted]), { metric: name, labels, grows: growing.has(metric), value: 1 });
  }
  return [...found.values()];
}

/** Makes an expression have a value (within a millionth) by what one of its series is; `undefined` where none does. */
export function steerTo(
  expr: PromqlExpr,
  series: readonly SteadySeries[],
  wanted: number,
): readonly SteadySeries[] | undefined {
  const isThere = (set: readonly SteadySeries[]) => {
    const reached = onlyValue(expr, set);
    return reached !== undefined && Math.abs(reached - wanted) <= 1e-6 * Math.abs(wanted) + 1e-12;
  };
  for (const start of STARTS) {
    for (const index of series.keys()) {
      const at = (value: number) => withOne(series, index, value, start);
      const values = crossings((value) => {
        const reached = onlyValue(expr, at(value));
        return reached === undefined ? undefined : reached - wanted;
      });
      const found = values.map(at).find(isThere);
      if (found !== undefined) {
        return found;
      }
    }
  }
  return undefined;
}

/** Makes something hold of an expression's value by what one of its series is; `undefined` where nothing does. */
export function steerUntil(
  expr: PromqlExpr,
  series: readonly SteadySeries[],
  candidates: readonly number[],
  holds: (samples: readonly Sample[]) => boolean,
): readonly SteadySeries[] | undefined {
  for (const start of [...STARTS, ...candidates]) {
    for (const index of series.keys()) {
      for (const value of [...candidates, ...LADDER]) {
        const set = withOne(series, index, value, start);
        const samples = samplesOf(expr, set);
        if (samples !== undefined && holds(samples)) {
          return set;
        }
      }
    }
  }
  return undefined;
}

function withOne(
  series: readonly SteadySeries[],
  index: number,
  value: number,
  others: number,
): readonly SteadySeries[] {
  return series.map((one, at) => ({ ...one, value: at === index ? value : others }));
}

/** Whether an expression has no result while there is no series at all. */
export function isEmptyWithout(expr: PromqlExpr): boolean {
  return samplesOf(expr, [])?.length === 0;
}

/** Values at which a function crosses zero, by halving between the rungs where its sign changes. */
function crossings(distance: (value: number) => number | undefined): readonly number[] {
  const rungs = LADDER.map((value) => ({ value, off: distance(value) }));
  const found = rungs.filter(({ off }) => off === 0).map(({ value }) => value);
  rungs.forEach((low, index) => {
    const high = rungs[index + 1];
    if (low.off !== undefined && high?.off !== undefined && low.off * high.off < 0) {
      let [below, above] = [low.value, high.value];
      for (let step = 0; step < HALVINGS; step += 1) {
        const middle = (below + above) / 2;
        if ((distance(middle) ?? 0) * low.off > 0) {
          below = middle;
        } else {
          above = middle;
        }
      }
      found.push((below + above) / 2);
    }
  });
  return found;
}

/** The value of an expression that gives exactly one. */
function onlyValue(expr: PromqlExpr, series: readonly SteadySeries[]): number | undefined {
  const [only, ...others] = samplesOf(expr, series) ?? [];
  return only === undefined || others.length > 0 || !Number.isFinite(only.value) ? undefined : only.value;
}

function samplesOf(expr: PromqlExpr, series: readonly SteadySeries[]): readonly Sample[] | undefined {
  try {
    const value = steadyValue(expr, series);
    return typeof value === "number" ? undefined : value;
  } catch (error) {
    if (error instanceof Unknown) {
      return undefined;
    }
    throw error;
  }
}
