import { type Diagnostic, diagnostic } from "../diagnostics/index.ts";
import {
  type Drafted,
  dsnSecretName,
  type ParsedEnvironment,
  type ParsedService,
  sentryProjectSlug,
  serviceObjectName,
} from "../workspace/index.ts";
import type { Check } from "./check.ts";
import { groupBy, presences } from "./presence.ts";

/** What is made for two definitions never gets one identifier: Sentry projects, Secrets, Kubernetes objects, clusters. */
export const nameCollisions: Check = (draft) => {
  const everywhere = presences(draft);
  const tracked = everywhere.filter(({ service }) => service.value.errors !== undefined);
  return [
    ...collisions(tracked, {
      identifier: ({ service, environment }) => sentryProjectSlug(environment.value.name, service.value),
      scope: ({ environment }) => JSON.stringify(environment.value.settings.errors ?? null),
      thing: "Sentry project",
      key: ["errors"],
      hint: "Give one of them a `project` of its own: sentry({ project: … }).",
    }),
    ...collisions(tracked, {
      identifier: ({ service }) => dsnSecretName(service.value),
      scope: ({ environment, namespace }) => JSON.stringify([environment.value.name, namespace]),
      thing: "Secret with the DSN",
      key: ["errors"],
      hint: "Give one of them a `secretName` of its own: sentry({ secretName: … }).",
    }),
    ...collisions(everywhere, {
      identifier: ({ service, environment }) => serviceObjectName(environment.value.name, service.value.name),
      scope: ({ environment }) => clusterOf(environment),
      thing: "ServiceMonitor",
      key: ["name"],
      hint: "Rename one of the services, so that environment and name joined by a dash differ.",
    }),
    ...sharedClusters(draft.environments),
  ];
};

interface Collision<Item> {
  readonly identifier: (item: Item) => string;
  /** Where an identifier must be unique. */
  readonly scope: (item: Item) => string;
  readonly thing: string;
  /** The key of the definition that the identifier comes from. */
  readonly key: readonly string[];
  readonly hint: string;
}

type Present = ReturnType<typeof presences>[number];

function collisions(
  items: readonly Present[],
  { identifier, scope, thing, key, hint }: Collision<Present>,
): readonly Diagnostic[] {
  const groups = groupBy(items, (item) => JSON.stringify([scope(item), identifier(item)]));
  return [...groups.values()].flatMap(([first, ...others]) =>
    others
      // Two services of one name are a mistake of their own.
      .filter(({ service }) => first !== undefined && !isSame(first.service, service))
      .map((other) =>
        diagnostic("name-collision", {
          ...other.service.at(...key),
          message: `the ${thing} "${identifier(other)}" is also that of the service "${first?.service.value.name}"`,
          hint,
        }),
      ),
  );
}

function isSame(one: Drafted<ParsedService>, other: Drafted<ParsedService>): boolean {
  return one.value.name === other.value.name;
}

/** A cluster gets one set of everything: a second environment on it would overwrite the first. */
function sharedClusters(environments: readonly Drafted<ParsedEnvironment>[]): readonly Diagnostic[] {
  const reachable = environments.filter(({ value }) => value.cluster.kind === "kubeconfig");
  return [...groupBy(reachable, clusterOf).values()].flatMap(([first, ...others]) =>
    others
      .filter(({ value }) => value.name !== first?.value.name)
      .map((other) =>
        diagnostic("name-collision", {
          ...other.at("cluster"),
          message: `the environments "${first?.value.name}" and "${other.value.name}" are one cluster`,
          hint: "Give each environment a cluster of its own; both would own the same releases and Secrets.",
        }),
      ),
  );
}

/** Terraform inside a cluster is in a different one for each environment. */
function clusterOf({ value }: Drafted<ParsedEnvironment>): string {
  const { cluster, name } = value;
  return JSON.stringify(cluster.kind === "inCluster" ? ["inCluster", name] : [cluster.context, cluster.path]);
}
