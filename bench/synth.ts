import type { Figure } from "./figure.ts";
export async function figures(): Promise<readonly Figure[]> {
  return [];
}
