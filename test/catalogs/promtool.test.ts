import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { compileDefinition } from "../../src/cli/pipeline.ts";
import { everyCatalog } from "../support/catalogs.ts";
import { serviceOf, servicesOf } from "../support/definitions.ts";
import { run, tool } from "../support/tools.ts";

it("has rules of every catalog that promtool finds nothing wrong with", async () => {
  const services = everyCatalog.map((catalog) =>
    serviceOf({ name: `of-${catalog.name.toLowerCase()}`, uses: [catalog] }),
  );
  const { artifacts, diagnostics } = compileDefinition(servicesOf(...services));
  expect(diagnostics).toEqual([]);
  const groups = (artifacts?.environments ?? []).flatMap(({ teams }) =>
    teams.flatMap(({ prometheusRules }) => prometheusRules.flatMap((object) => object.groups)),
  );
  const own = groups.filter(({ name }) => /^of-.*\.alerts/.test(name));
  expect(own.length).toBeGreaterThan(15);
  const folder = await mkdtemp(join(tmpdir(), "crowsnest-catalog-rules-"));
  try {
    const file = join(folder, "rules.yaml");
    await writeFile(file, JSON.stringify({ groups }));
    const { path } = await tool("promtool");
    const { code, stdout, stderr } = await run(path, ["check", "rules", "--lint=all", "--lint-fatal", file]);
    expect(`${stdout}${stderr}`).toContain("SUCCESS");
    expect(code).toBe(0);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
