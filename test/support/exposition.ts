import type { MetricCatalog } from "../../src/definitions/index.ts";
import { catalogDiff, type Exposition, ExpositionReader, type Reading } from "../../src/live/index.ts";

/** Reads a page that is in memory. */
export function readExposition(text: string): Exposition {
  const reader = new ExpositionReader();
  reader.push(text);
  const { families, problems } = reader.end();
  if (problems.length > 0) {
    throw new Error(problems.map(({ line, problem }) => `${line}: ${problem}`).join("\n"));
  }
  return { families, scraped: false };
}

/** What was read; a failure tells why nothing was. */
export async function readable(reading: Promise<Reading>): Promise<Exposition> {
  const { exposition, problems } = await reading;
  if (exposition === undefined) {
    throw new Error(problems.join("\n"));
  }
  return exposition;
}

/** What a catalog says otherwise than a target. Its metrics need not be all, and events are waited for. */
export function differences(catalog: MetricCatalog, exposition: Exposition): readonly string[] {
  return catalogDiff(catalog, exposition)
    .drift.filter(({ live, what }) => what !== "new" && !(what === "not-seen-yet" && live === "announced"))
    .map(({ metric, what, declared, live }) => `${metric} ${what}: declared ${declared}, live ${live}`);
}
