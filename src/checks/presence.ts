import {
  type Draft,
  type Drafted,
  type ParsedEnvironment,
  type ParsedService,
  runsIn,
} from "../workspace/index.ts";

/** A service in one of the environments that it runs in. */
export interface Presence {
  readonly service: Drafted<ParsedService>;
  readonly environment: Drafted<ParsedEnvironment>;
  /** Namespace of its pods there. */
  readonly namespace: string | undefined;
}

/** Every service in every environment that it runs in. */
export function presences({ services, environments }: Draft): readonly Presence[] {
  return environments.flatMap((environment) => {
    const { name } = environment.value;
    return services
      .filter(({ value }) => runsIn(value, name))
      .map((service) => ({ service, environment, namespace: namespaceIn(service.value, name) }));
  });
}

function namespaceIn({ runsOn }: ParsedService, environment: string): string | undefined {
  if (typeof runsOn.namespace === "string") {
    return runsOn.namespace;
  }
  return Object.hasOwn(runsOn.namespace, environment) ? runsOn.namespace[environment] : undefined;
}

/** Puts items that share a key together, in the order of their first. */
export function groupBy<Item>(
  items: readonly Item[],
  key: (item: Item) => string,
): ReadonlyMap<string, readonly Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const group = groups.get(key(item));
    if (group === undefined) {
      groups.set(key(item), [item]);
    } else {
      group.push(item);
    }
  }
  return groups;
}
