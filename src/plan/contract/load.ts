import { readFileSync } from "node:fs";
import type { ProviderContract } from "./contract.ts";

/** The providers whose argument schemas come with the package. */
export const CONTRACT_NAMES = ["elasticstack", "grafana", "helm", "kubernetes", "sentry"] as const;

export type ContractName = (typeof CONTRACT_NAMES)[number];

// Three folders up from here lies the package, from `src/plan/contract` and from `dist/plan/contract` alike.
const FOLDER = new URL("../../../contracts/providers/", import.meta.url);
const loaded = new Map<ContractName, ProviderContract>();

/** The argument schemas of one provider, read once a process. */
export function loadContract(name: ContractName): ProviderContract {
  const known = loaded.get(name);
  if (known !== undefined) return known;
  const contract = JSON.parse(readFileSync(new URL(`${name}.json`, FOLDER), "utf8")) as ProviderContract;
  loaded.set(name, contract);
  return contract;
}
