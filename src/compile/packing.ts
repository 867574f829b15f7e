import type { PrometheusRuleArtifact, RuleGroup } from "../artifacts/index.ts";
import {
  KUBERNETES_NAME_LENGTH,
  kubernetesName,
  objectLabels,
  type ResolvedEnvironment,
  shortHash,
  stableName,
} from "../workspace/index.ts";

/**
 * Bytes that one object may hold. The operator refuses a PrometheusRule of 0.5 MiB
 * (`MaxConfigMapDataSize` in pkg/operator/rules.go); the rest is room for what YAML adds to JSON.
 */
const LARGEST_OBJECT_BYTES = 0.4 * 1024 * 1024;
/** Digits of a group's hash: past them, groups of one hash cannot be told apart. */
const HASH_DIGITS = 8;

/** Rule groups of one service, which stay together when they fit. */
export interface ServiceGroups {
  readonly service: string;
  readonly groups: readonly RuleGroup[];
}

interface Item {
  readonly hash: string;
  readonly groups: readonly RuleGroup[];
  readonly bytes: number;
}

/**
 * Packs a team's rule groups into as few objects as the operator allows: few objects make a fast plan. When they
 * do not fit into one, services are dealt out by the digits of their hash, so that a new service moves no other
 * one's rules but those of an object that is full.
 */
export function packRules(
  environment: ResolvedEnvironment,
  team: string,
  services: readonly ServiceGroups[],
): readonly PrometheusRuleArtifact[] {
  const items = services.filter(({ groups }) => groups.length > 0).flatMap(itemsOf);
  return split(items, "").map(({ prefix, groups }) => ({
    groups,
    labels: objectLabels(environment.name, team),
    // With a hash, so that a part of team "a" cannot have the name of a team "a-0".
    name:
      prefix === ""
        ? kubernetesName(environment.name, team)
        : stableName(KUBERNETES_NAME_LENGTH, environment.name, team, prefix),
    namespace: environment.platform.namespaces.monitoring,
  }));
}

function itemsOf({ service, groups }: ServiceGroups): readonly Item[] {
  const whole = item(shortHash(service), groups);
  return whole.bytes <= LARGEST_OBJECT_BYTES
    ? [whole]
    : groups.flatMap(dividedGroup).map((group) => item(shortHash(service, group.name), [group]));
}

/**
 * A group of alerts that no object could hold, as several. Groups that record series stay whole: their rules are
 * evaluated one after the other.
 */
function dividedGroup(group: RuleGroup): readonly RuleGroup[] {
  if (bytesOf(group) <= LARGEST_OBJECT_BYTES || group.rules.some((rule) => "record" in rule)) {
    return [group];
  }
  const parts: RuleGroup["rules"][number][][] = [[]];
  let bytes = 0;
  for (const rule of group.rules) {
    bytes += bytesOf(rule);
    if (bytes > LARGEST_OBJECT_BYTES / 2) {
      parts.push([]);
      bytes = bytesOf(rule);
    }
    parts.at(-1)?.push(rule);
  }
  return parts.map((rules, index) => ({
    ...group,
    name: index === 0 ? group.name : `${group.name}.${index + 1}`,
    rules,
  }));
}

function item(hash: string, groups: readonly RuleGroup[]): Item {
  return { hash, groups, bytes: bytesOf(groups) };
}

/** What quotes, escapes and indentation add to text when it is written as YAML or JSON, at the most. */
const WRITTEN = 1.15;
const PUNCTUATION_BYTES = 16;

/** About as many bytes as a value takes when it is written, and rather too many: writing it would take far longer. */
function bytesOf(value: unknown): number {
  if (typeof value === "string") {
    return Buffer.byteLength(value) * WRITTEN + PUNCTUATION_BYTES;
  }
  if (typeof value !== "object" || value === null) {
    return PUNCTUATION_BYTES;
  }
  let bytes = PUNCTUATION_BYTES;
  for (const [key, item] of Object.entries(value)) {
    bytes += key.length + bytesOf(item);
  }
  return bytes;
}

function split(
  items: readonly Item[],
  prefix: string,
): readonly { readonly prefix: string; readonly groups: readonly RuleGroup[] }[] {
  const bytes = items.reduce((sum, { bytes: more }) => sum + more, 0);
  if (items.length === 0) {
    return [];
  }
  if (bytes <= LARGEST_OBJECT_BYTES || items.length === 1 || prefix.length === HASH_DIGITS) {
    return [{ prefix, groups: items.flatMap(({ groups }) => groups) }];
  }
  return [..."0123456789abcdef"].flatMap((digit) =>
    split(
      items.filter(({ hash }) => hash[prefix.length] === digit),
      prefix + digit,
    ),
  );
}
