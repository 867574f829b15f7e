import type { JsonObject } from "../../../artifacts/index.ts";
import type { DataSource } from "../model.ts";

/** Name of the variable that holds a data source. */
export function dataSourceVariable(type: DataSource): string {
  return `${type}_datasource`;
}

/** A reference to whichever data source the reader chose. */
export function dataSourceReference(type: DataSource): JsonObject {
  return { type, uid: `\${${dataSourceVariable(type)}}` };
}
