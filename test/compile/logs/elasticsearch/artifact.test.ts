import { describe, expect, it } from "vitest";
import { stringify } from "yaml";
import { canonicalOffence, type ElasticsearchArtifact } from "../../../../src/artifacts/index.ts";
import { elasticsearchArtifact } from "../../../../src/compile/logs/elasticsearch/index.ts";
import type { Elk, ElkOptions } from "../../../../src/definitions/index.ts";
import type { ResolvedService } from "../../../../src/workspace/index.ts";
import { elkEnvironmentOf, logContract, service } from "../../../support/services.ts";

const checkout = service({
  logs: logContract({
    fields: { "http.status": { type: "number" }, order_id: { required: true, type: "string" } },
    format: "pino",
    redact: { fields: ["iban"], patterns: ["IBAN-[A-Z0-9]+"] },
    retention: "14d",
  }),
});

function artifact(
  services: readonly ResolvedService[] = [checkout],
  options: Partial<ElkOptions> = {},
): ElasticsearchArtifact {
  const environment = elkEnvironmentOf(services, options);
  return elasticsearchArtifact(environment, environment.platform.logs as Elk);
}

describe("what Elasticsearch holds", () => {
  it("is this", async () => {
    const made = artifact([checkout], { warm: { after: "3d", nodes: 2 } });
    expect(canonicalOffence(made)).toBeUndefined();
    await expect(stringify(made, { lineWidth: 0 })).toMatchFileSnapshot("golden/elasticsearch.yaml");
  });

  it("has a data stream for each service, and one for pods that are not known yet", () => {
    const { dataStreams, indexTemplates } = artifact([
      checkout,
      service({ logs: logContract(), name: "a-b" }),
    ]);
    expect(dataStreams).toEqual([
      "logs-a_b.otel-production",
      "logs-checkout.otel-production",
      "logs-unknown_service.otel-production",
    ]);
    expect(indexTemplates.map(({ indexPatterns }) => indexPatterns)).toEqual([
      ["logs-*.otel-production"],
      ["logs-a_b.otel-production"],
      ["logs-checkout.otel-production"],
    ]);
  });

  it("keeps lines as long as is asked, and at most a quarter or a day longer", () => {
    const kept = ["1d", "7d", "30d", "52w"].map((retention) => {
      const { lifecyclePolicies } = artifact([], { retention });
      return lifecyclePolicies.map(({ name, phases }) => [
        name,
        phases.hot.rollover.maxAge,
        phases.delete.minAge,
      ]);
    });
    expect(kept).toMatchInlineSnapshot(`
      [
        [
          [
            "crowsnest-production-logs-1d",
            "1d",
            "1d",
          ],
        ],
        [
          [
            "crowsnest-production-logs-7d",
            "1d",
            "7d",
          ],
        ],
        [
          [
            "crowsnest-production-logs-30d",
            "7d",
            "30d",
          ],
        ],
        [
          [
            "crowsnest-production-logs-364d",
            "30d",
            "364d",
          ],
        ],
      ]
    `);
  });

  it("makes one policy of two spellings of a retention", () => {
    const week = service({ logs: logContract({ retention: "1w" }) });
    const days = service({ logs: logContract({ retention: "7d" }), name: "search" });
    expect(artifact([week, days]).lifecyclePolicies.map(({ name }) => name)).toEqual([
      "crowsnest-production-logs-30d",
      "crowsnest-production-logs-7d",
    ]);
  });
});
