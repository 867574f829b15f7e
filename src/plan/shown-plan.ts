/** The parts of `terraform show -json` that are read here. */
export interface ShownPlan {
  readonly configuration?: {
    readonly provider_config?: Readonly<Record<string, { readonly expressions?: unknown }>>;
    readonly root_module?: {
      readonly resources?: readonly { readonly address?: string; readonly provider_config_key?: string }[];
    };
  };
  readonly prior_state?: {
    readonly values?: { readonly root_module?: { readonly resources?: readonly ShownResource[] } };
  };
  readonly resource_changes?: readonly ShownChange[];
}

export interface ShownChange {
  readonly address: string;
  readonly change: { readonly actions: readonly string[]; readonly after?: unknown };
  readonly mode: string;
  readonly type: string;
}

export interface ShownResource {
  readonly address: string;
  readonly mode: string;
  readonly type: string;
  readonly values?: unknown;
}

/** What lies under a path of names and positions; nothing where the path ends early. */
export function at(value: unknown, ...path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>(
    (inner, step) =>
      typeof inner === "object" && inner !== null
        ? (inner as Record<string | number, unknown>)[step]
        : undefined,
    value,
  );
}

export function textAt(value: unknown, ...path: readonly (string | number)[]): string | undefined {
  const found = at(value, ...path);
  return typeof found === "string" ? found : undefined;
}

/** The managed resources that a plan makes, or makes anew. */
export function created(plan: ShownPlan): readonly ShownChange[] {
  return (plan.resource_changes ?? []).filter(
    ({ change, mode }) => mode === "managed" && change.actions.includes("create"),
  );
}

/** The managed resources that there are after a plan is applied, whether it makes them or not. */
export function kept(plan: ShownPlan): readonly ShownChange[] {
  return (plan.resource_changes ?? []).filter(
    ({ change, mode }) => mode === "managed" && change.after !== null && change.after !== undefined,
  );
}
