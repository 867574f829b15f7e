import { DEFAULT_RETENTION_CLASS } from "../definitions/logs.ts";
import { isDuration } from "../query/promql/index.ts";

/** What a platform says of how long lines are kept. */
interface Retentions {
  readonly retention: string;
  readonly retentionClasses: Readonly<Record<string, string>>;
}

/** How long lines are kept of a service that asks for a class or a duration; `undefined` for a class that there is not. */
export function keptFor(
  asked: string = DEFAULT_RETENTION_CLASS,
  { retention, retentionClasses }: Retentions,
): string | undefined {
  if (asked === DEFAULT_RETENTION_CLASS) {
    return retention;
  }
  if (Object.hasOwn(retentionClasses, asked)) {
    return retentionClasses[asked];
  }
  return isDuration(asked) ? asked : undefined;
}
