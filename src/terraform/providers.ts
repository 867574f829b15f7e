import { HelmProvider } from "@cdktf/provider-helm/lib/provider/index.js";
import { KubernetesProvider } from "@cdktf/provider-kubernetes/lib/provider/index.js";
import { TerraformElement, TerraformProvider } from "cdktf";
import type { Construct } from "constructs";
import type { ClusterArtifact, EnvironmentArtifacts } from "../artifacts/index.ts";
import { literal } from "./engine/literal.ts";

/**
 * Terraform that the stacks are for: write-only arguments came with 1.11, in Terraform and in OpenTofu.
 *
 * @see https://developer.hashicorp.com/terraform/language/manage-sensitive-data/write-only
 */
export const REQUIRED_VERSION = ">= 1.11.0, < 2.0.0";

/** The exact providers; `contracts/providers` holds the arguments of each. */
export const PROVIDERS = {
  elasticstack: { source: "elastic/elasticstack", version: "0.16.3" },
  grafana: { source: "grafana/grafana", version: "4.45.1" },
  helm: { source: "hashicorp/helm", version: "3.1.2" },
  kubernetes: { source: "hashicorp/kubernetes", version: "2.38.0" },
  sentry: { source: "jianyuan/sentry", version: "0.15.4" },
} as const;

/** A provider that stacks use. */
export type ProviderName = keyof typeof PROVIDERS;

/**
 * Configures providers. Addresses only: every credential is read from the environment (`GRAFANA_AUTH`,
 * `SENTRY_AUTH_TOKEN`, `KUBE_CONFIG_PATH`, `ELASTICSEARCH_API_KEY`), so that none is in a stack, a plan or a state.
 */
export function addProviders(
  scope: Construct,
  environment: EnvironmentArtifacts,
  names: readonly ProviderName[],
): void {
  for (const name of names) {
    addProvider[name](scope, environment);
  }
  new Requirements(scope, names);
}

const addProvider: Record<ProviderName, (scope: Construct, environment: EnvironmentArtifacts) => void> = {
  elasticstack: (scope, { elasticsearch }) => {
    const url = elasticsearch?.url ?? null;
    const kibana = elasticsearch?.kibanaUrl ?? null;
    new AddressedProvider(scope, "elasticstack", {
      elasticsearch: url === null ? {} : { endpoints: literal([url]) },
      kibana: kibana === null ? {} : { endpoints: literal([kibana]) },
    });
  },
  grafana: (scope, { grafanaUrl }) => {
    new AddressedProvider(scope, "grafana", { url: literal(grafanaUrl) });
  },
  helm: (scope, { cluster }) => {
    new HelmProvider(scope, "helm", { kubernetes: clusterAccess(cluster) });
  },
  kubernetes: (scope, { cluster }) => {
    new KubernetesProvider(scope, "kubernetes", clusterAccess(cluster));
  },
  sentry: (scope, { sentry }) => {
    const url = sentry?.url ?? null;
    new AddressedProvider(scope, "sentry", url === null ? {} : { base_url: literal(apiUrl(url)) });
  },
};

/** Inside a cluster, both providers find it by themselves. */
function clusterAccess(cluster: ClusterArtifact): { configContext?: string; configPath?: string } {
  return cluster.kind === "inCluster"
    ? {}
    : {
        configContext: literal(cluster.context),
        ...(cluster.path !== null && { configPath: literal(cluster.path) }),
      };
}

/** A self-hosted Sentry's provider wants the address of the API, with a slash at its end. */
function apiUrl(url: string): string {
  return `${url.replace(/\/+$/, "")}/api/`;
}

/** A provider of which only the address is configured. */
class AddressedProvider extends TerraformProvider {
  readonly #arguments: Readonly<Record<string, string | object>>;

  constructor(scope: Construct, name: ProviderName, given: Readonly<Record<string, string | object>>) {
    super(scope, name, { terraformGeneratorMetadata: { providerName: name }, terraformResourceType: name });
    this.#arguments = given;
  }

  protected override synthesizeAttributes(): Record<string, unknown> {
    return { ...this.#arguments };
  }
}

/** Pins Terraform and the providers; made after them, so that its versions are the ones that count. */
class Requirements extends TerraformElement {
  readonly #names: readonly ProviderName[];

  constructor(scope: Construct, names: readonly ProviderName[]) {
    super(scope, "requirements");
    this.#names = names;
  }

  override toTerraform(): object {
    return {
      terraform: {
        required_providers: Object.fromEntries(this.#names.map((name) => [name, PROVIDERS[name]])),
        required_version: REQUIRED_VERSION,
      },
    };
  }
}
