import { expect, it } from "vitest";
import { histogram, latency, nativeHistogram } from "../../src/definitions/index.ts";
import { diagnose, serviceOf, servicesOf, untyped } from "../support/definitions.ts";

const within = (threshold: string) =>
  diagnose(
    servicesOf(
      serviceOf({
        metrics: { duration: histogram("duration_seconds", { buckets: [0.05, 0.25, 1, 60] }) },
        slos: ({ duration }) => [latency({ objective: "99", of: duration, within: untyped(threshold) })],
      }),
    ),
  );

it("names the bounds that there are, and the nearest", () => {
  expect(within("300ms")).toMatchObject([
    {
      code: "threshold-not-a-bucket",
      path: "services.checkout.slos.latency.sli.within",
      message: '"300ms" is no bucket bound of duration_seconds',
      hint: "Its bounds are 50ms, 250ms, 1s, 1m. The nearest is 250ms; or add 0.3 to the buckets where the metric is made.",
    },
  ]);
});

it.each(["50ms", "250ms", "1s", "1000ms", "60s", "1m"])("takes %s, however it is written", (threshold) => {
  expect(within(threshold)).toEqual([]);
});

it("asks anything of a native histogram", () => {
  const service = serviceOf({
    metrics: { duration: nativeHistogram("duration_seconds") },
    slos: ({ duration }) => [latency({ objective: "99", of: duration, within: "300ms" })],
  });
  expect(diagnose(servicesOf(service))).toEqual([]);
});
