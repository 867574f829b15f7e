/** Key of the panel that an alert on burning leads to; its id comes from it. */
export function burnPanelKey(slo: { readonly name: string }): string {
  return `slo/${slo.name}/burn`;
}
