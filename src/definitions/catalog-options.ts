import type { z } from "zod";

/** What a catalog was asked for, and the schema that says what it may be asked for. */
export interface AskedOptions<Schema extends z.ZodObject = z.ZodObject> {
  readonly schema: Schema;
  readonly given: unknown;
  /** The options with their defaults; where a mistake is in them, those that nobody gave. */
  readonly options: z.output<Schema>;
}

/**
 * Reads the options of a function that makes a catalog. A mistake does not throw: the service that uses the catalog
 * tells it, together with all others.
 *
 * @param standIn what is read in place of options with a mistake; it gives what has no default
 * @internal
 */
export function readOptions<Schema extends z.ZodObject>(
  schema: Schema,
  given: z.input<Schema>,
  standIn = {} as z.input<Schema>,
): AskedOptions<Schema> {
  return { schema, given, options: schema.safeParse(given).data ?? schema.parse(standIn) };
}
