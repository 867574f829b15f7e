import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, it } from "vitest";
import type { Diagnostic } from "../../src/diagnostics/index.ts";
import { CONFIG_FILE } from "../../src/workspace/index.ts";
import { run } from "../support/tools.ts";

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));
const ROOT = mkdtempSync(join(tmpdir(), "crowsnest-load-test-"));
afterAll(() => rmSync(ROOT, { recursive: true, force: true }));

type Files = Readonly<Record<string, string>>;

interface Loaded {
  readonly kind: string | null;
  readonly line: number | null;
  readonly file: string;
  readonly diagnostics: readonly Diagnostic[];
}

/** Writes a folder for each case, in which "crowsnest" is the package's source, and loads them all. */
async function load<Name extends string>(
  cases: Readonly<Record<Name, Files>>,
  config = "",
): Promise<Record<Name, Loaded>> {
  const tsconfig = {
    compilerOptions: { module: "nodenext", paths: { crowsnest: [path("../../src/index.ts")] } },
  };
  const entries = Object.entries<Files>(cases).map(([name, files], index) => {
    const folder = mkdtempSync(join(ROOT, `${index}-`));
    for (const [file, text] of Object.entries({ "tsconfig.json": JSON.stringify(tsconfig), ...files })) {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), text);
    }
    return [name, folder] as const;
  });
  const tsx = new URL("../../node_modules/tsx/dist/loader.mjs", import.meta.url).href;
  const folders = entries.map(([, folder]) => join(folder, config));
  const { stdout, stderr } = await run(process.execPath, [
    "--import",
    tsx,
    path("load-workspaces.ts"),
    ...folders,
  ]);
  expect(stderr).toBe("");
  const loaded: readonly Loaded[] = JSON.parse(
    stdout.replaceAll(/\/[^"]*?crowsnest-load-test-[^/]+\/[^/"]+/g, "."),
  );
  return Object.fromEntries(entries.map(([name], index) => [name, loaded[index]])) as Record<Name, Loaded>;
}

/** The one diagnostic that loading gave. */
function failureOf({ kind, diagnostics }: Loaded) {
  expect(kind).toBeNull();
  expect(diagnostics).toHaveLength(1);
  const [{ code, message, source } = { code: "", message: "", source: null }] = diagnostics;
  return { code, message, place: source && `${source.file}:${source.line}:${source.column}` };
}

const CONFIG = `import { defineWorkspace } from "crowsnest";

interface Unused {
  readonly erased: string;
}

export default defineWorkspace({
  platform: undefined as never,
  environments: [],
  teams: [],
  services: [],
});
`;

const VALID = 'export default { kind: "workspace" };';

describe("loading a workspace", async () => {
  const loaded = await load({
    "an ESM package": { [CONFIG_FILE]: CONFIG, "package.json": '{"type": "module"}' },
    "a CommonJS package": { [CONFIG_FILE]: CONFIG, "package.json": '{"type": "commonjs"}' },
    "a package that does not say": { [CONFIG_FILE]: CONFIG, "package.json": "{}" },
    "no package": { [CONFIG_FILE]: CONFIG },
  });

  it.each(Object.entries(loaded))("reads TypeScript in %s, and knows its lines", (_, workspace) => {
    expect(workspace).toEqual({ kind: "workspace", line: 7, file: `./${CONFIG_FILE}`, diagnostics: [] });
  });

  it("reads a folder below the one with the tsconfig.json", async () => {
    const { deep } = await load({ deep: { "infra/crowsnest.config.ts": CONFIG } }, "infra");
    expect(deep).toMatchObject({ kind: "workspace", diagnostics: [] });
  });

  it("reads a file that is named, and plain JavaScript", async () => {
    const { named } = await load({ named: { "shop.mjs": VALID } }, "shop.mjs");
    expect(named).toMatchObject({ kind: "workspace", file: "./shop.mjs", diagnostics: [] });
    const { other } = await load({ other: { "shop.mjs": "export default 1;" } }, "shop.mjs");
    expect(other).toMatchObject({ diagnostics: [{ path: "shop.mjs" }] });
  });
});

describe("a workspace that does not load", async () => {
  const exporting = {
    missing: "export const workspace = 1;",
    null: "export default null;",
    "of type number": "export default 42;",
    "of type object": 'export default { kind: "service" };',
    "of type function": "export default () => undefined;",
  };
  const throwing = {
    null: "null",
    undefined: "undefined",
    text: "'text'",
    "Symbol(odd)": "Symbol('odd')",
    "{ code: 'EMISSING' }": "{ code: 'EMISSING' }",
    "[Object: null prototype] {}": "Object.create(null)",
    "a value that cannot be shown": "{ get [Symbol.for('nodejs.util.inspect.custom')]() { throw 1; } }",
  };
  const [exported, thrown, failed] = [
    await load(
      mapValues(exporting, (text) => ({ [CONFIG_FILE]: text, "package.json": '{"type": "module"}' })),
    ),
    await load(mapValues(throwing, (value) => ({ [CONFIG_FILE]: `throw ${value};` }))),
    await load({
      missing: {},
      throws: {
        [CONFIG_FILE]: 'interface Erased {\n  readonly a: string;\n}\n\nthrow new TypeError("not yet");\n',
      },
      throwsInImport: {
        [CONFIG_FILE]: 'import "./teams.ts";',
        "teams.ts": "\n\n(undefined as never as { a: { b: 1 } }).a.b;\n",
      },
      throwsInBuilder: {
        [CONFIG_FILE]:
          'import { counter } from "crowsnest";\n\ncounter("a", { get labels(): never { throw new Error("lazy"); } });\n',
      },
      errorWithoutMessage: {
        [CONFIG_FILE]: "throw Object.defineProperty(new Error(), 'message', { get() { throw 1; } });",
      },
      syntax: { [CONFIG_FILE]: "const a = 1;\nconst b = {;\n" },
      syntaxInImport: { [CONFIG_FILE]: 'import "./teams.ts";', "teams.ts": "\n\nexport const = 1;\n" },
      importOfNothing: { [CONFIG_FILE]: 'import "./teams.ts";', "teams.ts": 'import "./receivers.ts";' },
      unknownName: {
        [CONFIG_FILE]: 'import { defineWorkspac } from "crowsnest";\nexport default defineWorkspac({});',
        "package.json": '{"type": "module"}',
      },
      endsProcess: { [CONFIG_FILE]: `\nprocess.exit(0);\n${VALID}` },
      neverReady: {
        [CONFIG_FILE]: `await new Promise(() => {});\n${VALID}`,
        "package.json": '{"type": "module"}',
      },
      tsconfig: { [CONFIG_FILE]: VALID, "tsconfig.json": '{"extends": "./none.json"}' },
    }),
  ];

  it.each(Object.entries(exported))("exports what is %s", (what, workspace) => {
    expect(failureOf(workspace)).toEqual({
      code: "config-no-workspace",
      message: `the default export is ${what}, not a workspace`,
      place: `./${CONFIG_FILE}:1:1`,
    });
  });

  it.each(Object.entries(thrown))("throws %s", (what, workspace) => {
    expect(failureOf(workspace)).toEqual({
      code: "config-throws",
      message: `the file failed while it loaded: ${what}`,
      place: `./${CONFIG_FILE}:1:1`,
    });
  });

  it("is not there", () => {
    expect(failureOf(failed.missing)).toEqual({
      code: "config-not-found",
      message: `there is no ./${CONFIG_FILE}`,
      place: null,
    });
  });

  it("throws, at the line of the source", () => {
    expect(failureOf(failed.throws)).toEqual({
      code: "config-throws",
      message: "the file failed while it loaded: TypeError: not yet",
      place: `./${CONFIG_FILE}:5:7`,
    });
  });

  it.each([
    ["throws in a file that it imports", failed.throwsInImport, "./teams.ts:3:"],
    ["throws in a builder, at the getter that it called", failed.throwsInBuilder, `./${CONFIG_FILE}:3:`],
    ["throws an error that cannot be read", failed.errorWithoutMessage, `./${CONFIG_FILE}:1:`],
    ["has a syntax error", failed.syntax, `./${CONFIG_FILE}:2:12`],
    ["imports a file that has a syntax error", failed.syntaxInImport, "./teams.ts:3:"],
    ["ends the process", failed.endsProcess, `./${CONFIG_FILE}:2:9`],
    ["waits for what never comes", failed.neverReady, `./${CONFIG_FILE}:1:1`],
    ["imports a file that is not there", failed.importOfNothing, "./teams.ts:1:1"],
    ["imports a name that Crowsnest does not export", failed.unknownName, `./${CONFIG_FILE}:1:1`],
    ["has a tsconfig.json that extends nothing", failed.tsconfig, `./${CONFIG_FILE}:1:1`],
  ])("%s", (_, workspace, start) => {
    const { code, place } = failureOf(workspace);
    expect(code).toBe("config-throws");
    expect(place?.slice(0, start.length)).toBe(start);
  });

  it("says where names are exported that it imports from elsewhere", async () => {
    const text = `import { blackbox } from "crowsnest";\n${VALID}\nblackbox();`;
    const wrong = await load({
      module: { [CONFIG_FILE]: text, "package.json": '{"type": "module"}' },
      common: { [CONFIG_FILE]: text, "package.json": "{}" },
    });
    for (const { diagnostics } of Object.values(wrong)) {
      expect(diagnostics.map(({ code, hint }) => [code, hint])).toEqual([
        ["config-throws", expect.stringContaining('ready catalogs from "crowsnest/catalogs"')],
      ]);
    }
  });

  it("has a syntax error in plain JavaScript", async () => {
    const text = 'import "node:fs";\nexport default f([});\n';
    const { named } = await load({ named: { "shop.mjs": text } }, "shop.mjs");
    expect(failureOf(named).place).toMatch(/^\.\/shop\.mjs:2:/);
  });
});

function mapValues<Name extends string>(
  values: Readonly<Record<Name, string>>,
  map: (value: string) => Files,
) {
  const entries = Object.entries<string>(values).map(([name, value]) => [name, map(value)]);
  return Object.fromEntries(entries) as Record<Name, Files>;
}
