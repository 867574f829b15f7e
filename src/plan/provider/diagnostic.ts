const SEVERITY_ERROR = 1;

/** An error in the protocol's words; Terraform finds the line of the place that the path names. */
export function error(summary: string, detail: string, path: readonly (string | number)[] = []): object {
  return { attribute: attributePath(path), detail, severity: SEVERITY_ERROR, summary };
}

/** A place in a resource in the protocol's words. */
export function attributePath(path: readonly (string | number)[]): object {
  const steps = path.map((step) =>
    typeof step === "number" ? { element_key_int: step } : { attribute_name: step },
  );
  return { steps };
}
