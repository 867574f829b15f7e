import type { Duration } from "../query/promql/index.ts";

type StripZeros<S extends string> = S extends `0${infer Rest}` ? (Rest extends "" ? S : StripZeros<Rest>) : S;

type Milliseconds<Fraction extends string> = Fraction extends `${infer A}${infer B}${infer C}${infer Rest}`
  ? Rest extends ""
    ? `${A}${B}${C}`
    : never
  : Fraction extends `${infer A}${infer B}`
    ? B extends ""
      ? `${A}00`
      : `${A}${B}0`
    : never;

interface WholeMinutes {
  "60": "1m";
  "120": "2m";
  "300": "5m";
  "600": "10m";
  "900": "15m";
  "1800": "30m";
  "3600": "1h" | "60m";
}

type Spelling<Text extends string> = Text extends `0.${infer Fraction}`
  ? `${StripZeros<Milliseconds<Fraction>>}ms`
  : Text extends `${infer Whole}.${infer Fraction}`
    ? `${Whole}${Milliseconds<Fraction>}ms`
    : `${Text}s` | `${Text}000ms` | (Text extends keyof WholeMinutes ? WholeMinutes[Text] : never);

/**
 * The durations that name a bucket bound given in seconds: `0.3` may be written `"300ms"`, `1` as `"1s"`. When
 * the bounds are not known to the compiler, any duration; `crowsnest check` then tells.
 */
export type LatencyThreshold<Bound extends number> = number extends Bound ? Duration : Spelling<`${Bound}`>;
