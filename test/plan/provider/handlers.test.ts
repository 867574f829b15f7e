import { describe, expect, it } from "vitest";
import type { BlockContract, ProviderContract } from "../../../src/plan/contract/contract.ts";
import { CONTRACT_NAMES, loadContract } from "../../../src/plan/contract/load.ts";
import {
  type CallName,
  type ProviderRequest,
  providerHandlers,
} from "../../../src/plan/provider/handlers.ts";
import {
  type DynamicValue,
  decodeValue,
  encodeValue,
  hasUnknown,
  isUnknown,
  UNKNOWN,
  type ValueObject,
} from "../../../src/plan/provider/value.ts";

const inner: BlockContract = {
  attributes: { given: { optional: true, type: "string" }, made: { computed: true, type: "string" } },
};

/** One attribute of each kind and one block of each nesting mode. */
const block: BlockContract = {
  attributes: {
    any: { computed: true, optional: true, type: "dynamic" },
    default: { computed: true, optional: true, type: "number" },
    id: { computed: true, type: "string" },
    labels: { optional: true, type: ["map", "string"] },
    made_map: { computed: true, type: ["map", "string"] },
    made_nested: {
      computed: true,
      nested_type: { attributes: inner.attributes ?? {}, nesting_mode: "single" },
    },
    made_object: { computed: true, type: ["object", { flag: "bool", ports: ["list", "number"] }] },
    name: { required: true, type: "string" },
    nested: { nested_type: { attributes: inner.attributes ?? {}, nesting_mode: "list" }, optional: true },
    nested_map: { nested_type: { attributes: inner.attributes ?? {}, nesting_mode: "map" }, optional: true },
    password_wo: { optional: true, type: "string", write_only: true },
  },
  block_types: {
    group: { block: inner, nesting_mode: "group" },
    list: { block: inner, nesting_mode: "list" },
    map: { block: inner, nesting_mode: "map" },
    set: { block: inner, nesting_mode: "set" },
    single: { block: inner, nesting_mode: "single" },
  },
};
const contract: ProviderContract = {
  data_source_schemas: { test_data: { block } },
  provider: { block: {} },
  resource_schemas: { test_thing: { block, version: 3 } },
  source: "registry.terraform.io/test/test",
  version: "1.0.0",
};
const handlers = providerHandlers(contract);

const given = { given: "g", made: null };
const bare: ValueObject = {
  any: null,
  default: null,
  group: { given: null, made: null },
  id: null,
  labels: null,
  list: [],
  made_map: null,
  made_nested: null,
  made_object: null,
  map: {},
  name: "n",
  nested: null,
  nested_map: null,
  password_wo: null,
  set: [],
  single: null,
};

function call(name: CallName, request: ProviderRequest): Record<string, DynamicValue> {
  return handlers[name](request) as Record<string, DynamicValue>;
}

function plan(prior: ValueObject | null, proposed: ValueObject): ValueObject {
  const response = call("PlanResourceChange", {
    prior_state: encodeValue(prior),
    proposed_new_state: encodeValue(proposed),
    type_name: "test_thing",
  });
  return decodeValue(response.planned_state) as ValueObject;
}

function apply(planned: ValueObject, type = "test_thing"): ValueObject {
  const response = call("ApplyResourceChange", { planned_state: encodeValue(planned), type_name: type });
  return decodeValue(response.new_state) as ValueObject;
}

describe("a plan", () => {
  it("leaves open what is computed and not given, at every depth", () => {
    const planned = plan(null, {
      ...bare,
      list: [given, given],
      map: { key: given },
      nested: [given],
      nested_map: { key: given },
      set: [given],
      single: given,
    });
    const open = { given: "g", made: UNKNOWN };
    expect(planned).toEqual({
      ...bare,
      any: UNKNOWN,
      default: UNKNOWN,
      group: { given: null, made: UNKNOWN },
      id: UNKNOWN,
      list: [open, open],
      made_map: UNKNOWN,
      made_nested: UNKNOWN,
      made_object: UNKNOWN,
      map: { key: open },
      nested: [open],
      nested_map: { key: open },
      set: [open],
      single: open,
    });
  });

  it("keeps what is given, unknown or not", () => {
    const planned = plan(null, {
      ...bare,
      default: 5,
      labels: { team: UNKNOWN },
      list: UNKNOWN,
      nested: UNKNOWN,
    });
    expect(planned).toMatchObject({ default: 5, labels: { team: UNKNOWN }, list: UNKNOWN, nested: UNKNOWN });
  });

  it("never shows what is only written", () => {
    expect(plan(null, { ...bare, password_wo: "secret" }).password_wo).toBeNull();
  });

  it("keeps numbers beyond a double", () => {
    const planned = plan(null, { ...bare, default: 2n ** 62n + 1n, labels: null });
    expect(planned.default).toBe(2n ** 62n + 1n);
    expect(plan(null, { ...bare, default: "0.1" }).default).toBe("0.1");
  });

  it("to destroy is null", () => {
    const response = call("PlanResourceChange", {
      prior_state: encodeValue(bare),
      proposed_new_state: encodeValue(null),
      type_name: "test_thing",
    });
    expect(decodeValue(response.planned_state)).toBeNull();
  });
});

describe("an apply", () => {
  it("leaves nothing open and changes nothing that was planned", () => {
    const planned = plan(null, {
      ...bare,
      labels: { a: "b" },
      list: [given],
      nested: [given],
      single: given,
    });
    const applied = apply(planned);
    expect(hasUnknown(applied)).toBe(false);
    expect(applied).toMatchObject({
      labels: { a: "b" },
      list: [{ given: "g", made: expect.stringMatching(/^offline-made-/) }],
      made_map: {},
      made_nested: { given: expect.any(String), made: expect.any(String) },
      made_object: { flag: false, ports: [] },
      name: "n",
      nested: [{ given: "g", made: expect.any(String) }],
      password_wo: null,
    });
    expect(applied.id).toMatch(/^\d+$/);
  });

  it("makes up the same values again, and others for another resource or place", () => {
    const planned = plan(null, { ...bare, list: [given, given] });
    expect(apply(planned)).toEqual(apply(planned));
    const [first, second] = apply(planned).list as readonly ValueObject[];
    expect(first?.made).not.toBe(second?.made);
    expect(apply(planned).id).not.toBe(apply({ ...planned, name: "other" }).id);
  });

  it("is followed by an empty plan", () => {
    const applied = apply(plan(null, { ...bare, list: [given], nested: [given] }));
    // Terraform proposes the state's values for what is computed, and the configuration's for what is only written.
    expect(plan(applied, { ...applied, password_wo: "secret" })).toEqual(applied);
    expect(plan(applied, { ...applied, name: "changed" })).toEqual({
      ...applied,
      any: UNKNOWN,
      name: "changed",
    });
  });

  it("fills a value of any type by the type that travels with it", () => {
    const type = Buffer.from(JSON.stringify(["object", { id: "string", list: ["list", "bool"] }]));
    const planned = plan(null, { ...bare, any: [type, { id: UNKNOWN, list: [true, UNKNOWN] }] });
    const [, value] = apply(planned).any as readonly ValueObject[];
    expect(value).toEqual({ id: expect.stringMatching(/^\d+$/), list: [true, false] });
  });
});

it("reads data: what is configured, and made-up values for the rest", () => {
  const response = call("ReadDataSource", { config: encodeValue(bare), type_name: "test_data" });
  const state = decodeValue(response.state) as ValueObject;
  expect(hasUnknown(state)).toBe(false);
  expect(state).toMatchObject({ id: expect.stringMatching(/^\d+$/), name: "n" });
});

it("imports a resource by its id", () => {
  const { imported_resources } = handlers.ImportResourceState({ id: "7", type_name: "test_thing" }) as {
    readonly imported_resources: readonly { readonly state: DynamicValue }[];
  };
  expect(decodeValue(imported_resources[0]?.state)).toEqual({ ...bare, group: null, id: "7", name: null });
});

it("plans what the real providers plan and their schemas do not tell", () => {
  const real = providerHandlers(loadContract("kubernetes"));
  const manifest = [Buffer.from('["object",{"kind":"string"}]'), { kind: "Probe" }] as const;
  const response = real.PlanResourceChange({
    proposed_new_state: encodeValue({ manifest, object: null }),
    type_name: "kubernetes_manifest",
  }) as { readonly planned_state: DynamicValue };
  const { object } = decodeValue(response.planned_state) as ValueObject;
  expect(object).toEqual([expect.any(Uint8Array), { kind: "Probe" }]);
});

it("hands over a Sentry key's DSN by its parts", () => {
  const real = providerHandlers(loadContract("sentry"));
  const response = real.ApplyResourceChange({
    planned_state: encodeValue({ dsn: UNKNOWN, name: "k" }),
    type_name: "sentry_key",
  }) as { readonly new_state: DynamicValue };
  const { dsn } = decodeValue(response.new_state) as { readonly dsn: ValueObject };
  expect(dsn.public).toBe("https://offline@sentry.invalid/public");
});

describe("the contracts", () => {
  it.each(CONTRACT_NAMES)("%s: every resource is planned and applied from nothing but nulls", (name) => {
    const { resource_schemas } = loadContract(name);
    const real = providerHandlers(loadContract(name));
    expect(Object.keys(resource_schemas).length).toBeGreaterThan(0);
    for (const [type_name, schema] of Object.entries(resource_schemas)) {
      const names = Object.keys({ ...schema.block.attributes, ...schema.block.block_types });
      const proposed = encodeValue(Object.fromEntries(names.map((key) => [key, null])));
      const { planned_state } = real.PlanResourceChange({ proposed_new_state: proposed, type_name }) as {
        readonly planned_state: DynamicValue;
      };
      const planned = decodeValue(planned_state) as ValueObject;
      for (const [key, attribute] of Object.entries(schema.block.attributes ?? {})) {
        // The object of a manifest is the manifest, which is not given here.
        const copied = type_name === "kubernetes_manifest" && key === "object";
        expect(isUnknown(planned[key] ?? null), `${type_name}.${key}`).toBe(
          attribute.computed === true && !copied,
        );
      }
      const { new_state } = real.ApplyResourceChange({ planned_state, type_name }) as {
        readonly new_state: DynamicValue;
      };
      expect(hasUnknown(decodeValue(new_state)), type_name).toBe(false);
    }
  });
});
