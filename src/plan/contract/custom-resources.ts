import { readdirSync, readFileSync } from "node:fs";
import type { StructuralSchema } from "./structural-schema.ts";

interface Definition {
  readonly spec: {
    readonly group: string;
    readonly names: { readonly kind: string };
    readonly versions: readonly {
      readonly name: string;
      readonly schema: { readonly openAPIV3Schema: StructuralSchema };
    }[];
  };
}

// Three folders up from here lies the package, from `src/plan/contract` and from `dist/plan/contract` alike.
const FOLDER = new URL("../../../contracts/crds/", import.meta.url);
let loaded: ReadonlyMap<string, StructuralSchema> | undefined;

/** The schema of a custom resource whose definition comes with the package; nothing for other objects. */
export function customResourceSchema(apiVersion: string, kind: string): StructuralSchema | undefined {
  loaded ??= new Map(readdirSync(FOLDER).flatMap(schemasOf));
  return loaded.get(`${apiVersion} ${kind}`);
}

function schemasOf(file: string): readonly (readonly [string, StructuralSchema])[] {
  const { spec } = JSON.parse(readFileSync(new URL(file, FOLDER), "utf8")) as Definition;
  return spec.versions.map(({ name, schema }) => [
    `${spec.group}/${name} ${spec.names.kind}`,
    schema.openAPIV3Schema,
  ]);
}
