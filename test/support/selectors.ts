import type { JsonValue } from "../../src/artifacts/index.ts";

type Labels = Readonly<Record<string, string>>;

/** Whether a Kubernetes label selector picks an object with these labels. */
export function selects(selector: JsonValue | undefined, labels: Labels): boolean {
  const {
    matchLabels = {},
    matchExpressions = [],
    ...rest
  } = selector as {
    matchLabels?: Labels;
    matchExpressions?: readonly { key: string; operator: string; values?: readonly string[] }[];
  };
  if (Object.keys(rest).length > 0) {
    throw new TypeError(`not a label selector: ${JSON.stringify(selector)}`);
  }
  return (
    Object.entries(matchLabels).every(([key, value]) => labels[key] === value) &&
    matchExpressions.every(({ key, operator, values = [] }) => {
      const value = labels[key];
      switch (operator) {
        case "Exists":
          return value !== undefined;
        case "DoesNotExist":
          return value === undefined;
        case "In":
          return value !== undefined && values.includes(value);
        case "NotIn":
          return value === undefined || !values.includes(value);
        default:
          throw new TypeError(`unknown operator ${operator}`);
      }
    })
  );
}
