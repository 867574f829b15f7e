/**
 * What the compiler makes and every emitter reads: plain, readonly, sorted data.
 *
 * @module
 */
export type * from "./artifacts.ts";
export type * from "./elasticsearch.ts";
export type * from "./inventory.ts";
export { canonical, canonicalOffence, type JsonObject, type JsonValue } from "./json.ts";
export type * from "./release.ts";
export { toYaml } from "./yaml.ts";
