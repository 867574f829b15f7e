import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canonical, canonicalOffence } from "../../../src/artifacts/index.ts";
import { literally } from "../../../src/compile/collector/expansion.ts";
import { collectorConfig } from "../../../src/compile/collector/index.ts";
import { prefixBelow } from "../../../src/compile/collector/sampling.ts";
import { environmentOf, logContract, service } from "../../support/services.ts";

const target = {
  endpoint: "http://loki",
  podLogs: "/var/log/pods",
  stateDirectory: "/state",
  tenant: "platform",
};
const named = (name: string, options: Parameters<typeof logContract>[0]) =>
  service({ name, logs: logContract(options) });

describe("the collector's configuration", () => {
  it("has one group of statements for services whose contracts agree", () => {
    const config = text([named("a", {}), named("b", { retention: "90d" }), named("c", { format: "pino" })]);
    expect(config.match(/resource\.attributes\[\\"crowsnest\.contract\\"\] == /g)).toHaveLength(2);
  });

  it("reads the namespaces of services that declare logs, and no others", () => {
    const config = text([
      named("a", {}),
      service({ name: "b", namespace: "silent" }),
      { ...named("c", {}), namespace: "bank" },
    ]);
    expect(config).toContain('"include":["/var/log/pods/bank_*/*/*.log*","/var/log/pods/shop_*/*/*.log*"]');
  });

  it("tells services apart by the pods' labels, those of the contract before those of the service", () => {
    const config = text([named("a", { podLabels: { tier: "front", app: "a" } }), named("b", {})]);
    expect(config).toContain(
      '[\\"crowsnest.pod.label.app\\"] == \\"a\\" and resource.attributes[\\"crowsnest.pod.label.tier\\"] == \\"front\\"',
    );
    expect(config).toContain('"key":"tier"');
  });

  it("marks lines of a pod that does not say its version, where a contract asks for it", () => {
    const asks = named("a", { required: ["message", "service.version"] });
    expect(text([asks])).toContain(
      '\\"missing:service.version\\") where log.cache[\\"crowsnest.parsed\\"] != nil and resource.attributes[\\"service.version\\"] == nil',
    );
    expect(text([named("a", {})])).not.toContain("missing:service.version");
  });

  it("keeps the lines of a pod that is not known yet", () => {
    expect(text([named("a", {})])).toContain(
      '\\"unknown_service\\") where resource.attributes[\\"service.name\\"] == nil',
    );
  });

  it("reads its environment nowhere but for its own address and node", () => {
    const config = text([named("a", { redact: { patterns: ["\\$\\{SECRET\\}$"] } })]);
    const references = [...config.matchAll(/(\$*)\{[a-z]*:?[A-Z_]+\}/g)].filter(
      ([, dollars = ""]) => dollars.length % 2 === 1,
    );
    expect(new Set(references.map(([reference]) => reference))).toEqual(new Set(["${env:MY_POD_IP}"]));
  });

  it("is the same for the same services", () => {
    const services = [named("a", {}), named("b", { format: "ecs" })];
    expect(text(services)).toBe(text(services));
    const config = canonical(collectorConfig(environmentOf(services), target));
    expect(canonicalOffence(config)).toBeUndefined();
  });
});

describe("literally", () => {
  it("writes text that the collector reads back as it was", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom("$", "$$", "${", "}", "env:", "a")), (parts) => {
        const written = literally(parts.join(""));
        expect(written.replaceAll("$$", "\u0000").includes("$")).toBe(false);
        expect(written.replaceAll("$$", "$")).toBe(parts.join(""));
      }),
    );
  });
});

describe("prefixBelow", () => {
  it("matches the first two digits of a hash that are below a limit", () => {
    for (const limit of [0, 1, 15, 16, 17, 64, 200, 255, 256]) {
      const pattern = new RegExp(prefixBelow(limit));
      const kept = Array.from({ length: 256 }, (_, value) => value.toString(16).padStart(2, "0")).filter(
        (digits) => pattern.test(`${digits}00`),
      );
      expect(kept).toHaveLength(limit);
    }
  });
});

function text(services: Parameters<typeof environmentOf>[0]): string {
  return JSON.stringify(collectorConfig(environmentOf(services), target));
}
