/** What an expression evaluates to: series at one moment, series over a range, one number, or text. */
export type ValueType = "instant" | "range" | "scalar" | "string";

/** A function of PromQL. */
export interface PromqlFunction {
  readonly name: string;
  readonly args: readonly ValueType[];
  /** How many of the last arguments may be left out. */
  readonly optional: number;
  /** Whether the last argument may be repeated. */
  readonly variadic: boolean;
  readonly returns: ValueType;
  /**
   * The first Prometheus that has it, as it is: what is no longer experimental, since then. `"2.0"` for what is older
   * than any that is still in use.
   */
  readonly since: string;
  /** Whether it needs `--enable-feature=promql-experimental-functions`. */
  readonly experimental: boolean;
}

const TYPES: Readonly<Record<string, ValueType>> = { v: "instant", m: "range", s: "scalar", t: "string" };

/*
 * `name: args > result since`, the arguments as letters: v instant vector, m range vector (matrix), s scalar,
 * t text; `?` may be left out, `*` may be repeated; `!` is experimental.
 * From Prometheus 3.16, promql/parser/functions.go, and its changelog.
 */
const TABLE = `
abs: v > v 2.0
absent: v > v 2.0
absent_over_time: m > v 2.16
acos: v > v 2.31
acosh: v > v 2.31
asin: v > v 2.31
asinh: v > v 2.31
atan: v > v 2.31
atanh: v > v 2.31
avg_over_time: m > v 2.0
ceil: v > v 2.0
changes: m > v 2.0
clamp: v s s > v 2.26
clamp_max: v s > v 2.0
clamp_min: v s > v 2.0
cos: v > v 2.31
cosh: v > v 2.31
count_over_time: m > v 2.0
day_of_month: v? > v 2.0
day_of_week: v? > v 2.0
day_of_year: v? > v 2.38
days_in_month: v? > v 2.0
deg: v > v 2.31
delta: m > v 2.0
deriv: m > v 2.0
double_exponential_smoothing: m s s > v 3.0 !
end: > s 3.12 !
exp: v > v 2.0
first_over_time: m > v 3.14
floor: v > v 2.0
histogram_avg: v > v 2.51
histogram_count: v > v 2.40
histogram_fraction: s s v > v 2.40
histogram_quantile: s v > v 2.0
histogram_quantiles: v t s s* > v 3.11 !
histogram_stddev: v > v 2.47
histogram_stdvar: v > v 2.47
histogram_sum: v > v 2.40
hour: v? > v 2.0
idelta: m > v 2.0
increase: m > v 2.0
info: v v? > v 2.55 !
irate: m > v 2.0
label_join: v t t t* > v 2.0
label_replace: v t t t t > v 2.0
last_over_time: m > v 2.26
ln: v > v 2.0
log10: v > v 2.0
log2: v > v 2.0
mad_over_time: m > v 2.49 !
max_over_time: m > v 2.0
min_over_time: m > v 2.0
minute: v? > v 2.0
month: v? > v 2.0
pi: > s 2.31
predict_linear: m s > v 2.0
present_over_time: m > v 2.29
quantile_over_time: s m > v 2.0
rad: v > v 2.31
range: > s 3.12 !
rate: m > v 2.0
resets: m > v 2.0
round: v s? > v 2.0
scalar: v > s 2.0
sgn: v > v 2.26
sin: v > v 2.31
sinh: v > v 2.31
sort: v > v 2.0
sort_by_label: v t* > v 2.49 !
sort_by_label_desc: v t* > v 2.49 !
sort_desc: v > v 2.0
sqrt: v > v 2.0
start: > s 3.12 !
start_timestamp: v > v 3.14 !
stddev_over_time: m > v 2.0
stdvar_over_time: m > v 2.0
step: > s 3.12 !
sum_over_time: m > v 2.0
tan: v > v 2.31
tanh: v > v 2.31
time: > s 2.0
timestamp: v > v 2.0
ts_of_first_over_time: m > v 3.7 !
ts_of_last_over_time: m > v 3.5 !
ts_of_max_over_time: m > v 3.5 !
ts_of_min_over_time: m > v 3.5 !
vector: s > v 2.0
year: v? > v 2.0
`;

/** Every function of PromQL by its name. */
export const promqlFunctions: ReadonlyMap<string, PromqlFunction> = new Map(
  TABLE.trim()
    .split("\n")
    .map((line) => {
      const [, name = "", args = "", result = "", since = "", flag] =
        /^(\w+): ?(.*?) ?> (\w) ([\d.]+)( !)?$/.exec(line) ?? [];
      const letters = args.split(" ").filter((letter) => letter !== "");
      const entry: PromqlFunction = {
        name,
        args: letters.map((letter) => TYPES[letter.charAt(0)] ?? "instant"),
        optional: letters.filter((letter) => /[?*]$/.test(letter)).length,
        variadic: letters.at(-1)?.endsWith("*") ?? false,
        returns: TYPES[result] ?? "instant",
        since,
        experimental: flag !== undefined,
      };
      return [name, entry];
    }),
);

/** An aggregation of PromQL. */
export interface PromqlAggregation {
  /** What stands before the expression, if anything does. */
  readonly parameter: "scalar" | "string" | undefined;
  readonly since: string;
  readonly experimental: boolean;
}

function aggregation(
  parameter?: "scalar" | "string",
  since = "2.0",
  experimental = false,
): PromqlAggregation {
  return { parameter, since, experimental };
}

/** Every aggregation of PromQL by its name. */
export const promqlAggregations: ReadonlyMap<string, PromqlAggregation> = new Map([
  ["avg", aggregation()],
  ["bottomk", aggregation("scalar")],
  ["count", aggregation()],
  ["count_values", aggregation("string")],
  ["group", aggregation(undefined, "2.20")],
  ["limit_ratio", aggregation("scalar", "2.54", true)],
  ["limitk", aggregation("scalar", "2.54", true)],
  ["max", aggregation()],
  ["min", aggregation()],
  ["quantile", aggregation("scalar")],
  ["stddev", aggregation()],
  ["stdvar", aggregation()],
  ["sum", aggregation()],
  ["topk", aggregation("scalar")],
]);
