import { describe, expect, it } from "vitest";
import {
  blackbox,
  cadvisor,
  golang,
  ingressNginx,
  istio,
  jvm,
  kafka,
  kubeletVolumes,
  kubeState,
  mysql,
  nodejs,
  otelHttp,
  outbound,
  postgres,
  rabbitmq,
  redis,
  traefik,
} from "../../src/catalogs/index.ts";
import { availability, type Catalog, counter } from "../../src/definitions/index.ts";
import { diagnose, serviceOf, servicesOf, untyped } from "../support/definitions.ts";

/** What is found in a service that uses catalogs, and has an objective and a page of its own. */
const found = (...uses: readonly Catalog[]) =>
  diagnose(
    servicesOf(
      serviceOf({
        uses,
        metrics: { requests: counter("http_requests_total", { labels: ["code"] }) },
        slos: ({ requests }) => [
          availability({ name: "own", objective: "99.9", total: requests, bad: { code: /5../ } }),
        ],
      }),
    ),
  );

describe("options of ready catalogs", () => {
  const wrong: readonly (readonly [string, Catalog])[] = [
    ["workload", kubeState({ workload: "" })],
    ["workload", kubeState({ workload: "a.*|b" })],
    ["kind", kubeState(untyped({ kind: "Job" }))],
    ["kind", kubeState(untyped({ kind: "constructor" }))],
    ["claims", kubeletVolumes({ claims: "" })],
    ["claims", kubeletVolumes({ claims: untyped(7) })],
    ["pageBelow", kubeletVolumes({ freeBelow: "2%", pageBelow: "5%" })],
    ["pageBelow", kubeletVolumes({ freeBelow: "2%" })],
    ["freeBelow", kubeletVolumes({ freeBelow: "100%" })],
    ["certificateDays", blackbox({ certificateDays: -3 })],
    ["certificateDays", blackbox({ certificateDays: Number.NaN })],
    ["slowAbove", blackbox({ slowAbove: "0s" })],
    ["url", blackbox({ url: "shop.example" })],
    ["interval", blackbox({ interval: "5s" })],
    ["objective", blackbox({ objective: "99" })],
    ["objective", blackbox({ url: "https://shop.example", objective: "100" })],
    ["memoryAbove", cadvisor({ memoryAbove: "150%" })],
    ["memoryAbove", cadvisor(untyped({ memoryAbove: "x%" }))],
    ["memoryAbove", cadvisor(untyped({ memoryAbove: null }))],
    ["throttledAbove", cadvisor({ throttledAbove: "-1%" })],
    ["connectionsAbove", postgres({ connectionsAbove: "100%" })],
    ["replicaBehind", postgres({ replicaBehind: "0s" })],
    ["connectionsAbove", mysql({ connectionsAbove: "0%" })],
    ["objective", redis(untyped({ objective: 99.9 }))],
    ["latencyObjective", otelHttp({ latencyObjective: "" })],
    ["latencyObjective", ingressNginx({ latencyObjective: "0" })],
    ["delayObjective", outbound({ delayObjective: "many" })],
    ["entryPoint", traefik({ entryPoint: "" })],
    ["workload", istio({ workload: "" })],
    ["workload", istio(untyped({}))],
    ["goroutinesAbove", golang({ goroutinesAbove: -1 })],
    ["heapAbove", jvm({ heapAbove: "100%" })],
    ["eventLoopLagAbove", nodejs(untyped({ eventLoopLagAbove: "long" }))],
    ["brokers", kafka({ brokers: 0 })],
    ["lagAbove", kafka({ lagAbove: Number.POSITIVE_INFINITY })],
    ["backlogAbove", rabbitmq(untyped({ backlogAbove: "10" }))],
    ["memAbove", cadvisor(untyped({ memAbove: "85%" }))],
  ];

  it.each(wrong)("are told by name, alone, where the catalog was called: %s", (option, catalog) => {
    expect(found(catalog)).toEqual([
      expect.objectContaining({
        path: `services.checkout.uses[0].${option}`,
        severity: "error",
        source: expect.objectContaining({ file: expect.stringMatching(/options\.test\.ts$/) }),
      }),
    ]);
  });

  it("are an object", () => {
    for (const given of [null, "orders-db", 7, []]) {
      expect(found(kubeState(untyped(given))).map(({ path }) => path)).toEqual(["services.checkout.uses[0]"]);
    }
  });

  it("are told all at once, with what is expected", () => {
    const catalog = cadvisor(untyped({ memoryAbove: "150%", throttledAbove: "x%", memAbove: "1%" }));
    expect(
      found(catalog).map(({ code, message, hint }) => `${code}: ${message}. ${hint}`),
    ).toMatchInlineSnapshot(`
      [
        "unknown-key: unknown key "memAbove". Known: "memoryAbove", "throttledAbove".",
        "invalid-value: not a share that can be passed: "150%". Write a percentage above 0 and below 100, such as "90%".",
        "invalid-value: not a share that can be passed: "x%". Write a percentage above 0 and below 100, such as "90%".",
      ]
    `);
  });

  it("that only PromQL refuses are found there too, in alerts and graphs", () => {
    const mistakes = found(kubeletVolumes({ claims: /(?=orders).+/ }));
    expect(mistakes.length).toBeGreaterThan(4);
    expect(new Set(mistakes.map(({ code }) => code))).toEqual(new Set(["invalid-regex"]));
    expect(mistakes.filter(({ source }) => !source?.file.endsWith("options.test.ts"))).toEqual([]);
  });

  it("may be left undefined", () => {
    expect(found(cadvisor(untyped({ memoryAbove: undefined })))).toEqual([]);
  });
});

describe("a catalog that is used twice", () => {
  it("is one mistake, at the second", () => {
    for (const twice of [
      [kubeState(), kubeState({ workload: "other" })],
      [blackbox({ url: "https://a.example" }), blackbox({ url: "https://b.example" })],
    ]) {
      expect(found(...twice)).toEqual([
        expect.objectContaining({
          code: "duplicate-name",
          path: "services.checkout.uses[1]",
          source: expect.objectContaining({ file: expect.stringMatching(/options\.test\.ts$/) }),
        }),
      ]);
    }
  });
});
