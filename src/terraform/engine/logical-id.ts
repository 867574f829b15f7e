import type { TerraformElement } from "cdktf";

/**
 * Id of a resource in its stack, made from what it is and not from where it stands. Different parts give different
 * ids: what Terraform does not take in one is written as its code between underscores.
 *
 * @example logicalId("checkout", "spike") // "checkout_spike"
 */
export function logicalId(...parts: readonly string[]): string {
  const id = parts.map((part) => part.replace(/[^A-Za-z0-9-]/gu, code)).join("_");
  return /^[A-Za-z]/.test(id) ? id : `_${id}`;
}

function code(character: string): string {
  return `_${character.codePointAt(0)?.toString(16)}_`;
}

/** Gives an element the id that it is made with, in place of one that cdktf computes. */
export function withId<E extends TerraformElement>(element: E, id: string): E {
  element.overrideLogicalId(id);
  return element;
}
