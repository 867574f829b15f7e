import { z } from "zod";

/** A time zone by its name in the IANA database, as Go's programs find it. */
export const timeZoneSchema = z
  .string()
  .refine(isTimeZone, 'expected a time zone of the IANA database, such as "Europe/Berlin"');

/**
 * Alertmanager and the collector find a zone by a file's name, so upper and lower case matter to them, unlike to
 * `Intl`; and they know no bare offsets, unlike newer versions of `Intl`. An alias has no form to compare with: each of
 * its parts begins with a capital.
 */
function isTimeZone(name: string): boolean {
  if (!/^[A-Z]/.test(name)) {
    return false;
  }
  try {
    const { timeZone } = new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions();
    const isAlias = timeZone.toLowerCase() !== name.toLowerCase();
    return isAlias
      ? /^[A-Z][^/]*(\/[A-Z][^/]*)*$/.test(name) && !/^[A-Z]{3,}\//.test(name)
      : timeZone === name;
  } catch {
    return false;
  }
}
