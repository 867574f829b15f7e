import { fileURLToPath } from "node:url";
import ts from "typescript";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
// An enum's values are strings in JSON; a template turns the enum into the union of them.
const LOOSE = `type Loose<T> = T extends string ? \`\${T}\` : T extends (infer U)[] ? Loose<U>[]
  : T extends object ? { [K in keyof T]: Loose<T[K]> } : T;`;

const OPTIONS: ts.CompilerOptions = {
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  target: ts.ScriptTarget.ES2022,
  // The default would be the browser's types as well, which take longer to read than all the rest.
  lib: ["lib.es2022.d.ts"],
  strict: true,
  skipLibCheck: true,
  noEmit: true,
  types: [],
};
const FILE = `${ROOT}test/support/__sdk-literal.ts`;
const host = ts.createCompilerHost(OPTIONS);
const { getSourceFile, fileExists, readFile } = host;
const read = new Map<string, ts.SourceFile | undefined>();
let source = "";
host.fileExists = (name) => name === FILE || fileExists.call(host, name);
host.readFile = (name) => (name === FILE ? source : readFile.call(host, name));
host.getSourceFile = (name, version, ...rest) => {
  if (name === FILE) {
    return ts.createSourceFile(name, source, version);
  }
  const known = read.get(name) ?? getSourceFile.call(host, name, version, ...rest);
  read.set(name, known);
  return known;
};
let program: ts.Program | undefined;

/**
 * What the TypeScript compiler says of JSON as a literal of a type of @grafana/grafana-foundation-sdk: unknown keys,
 * missing ones and values of the wrong type.
 *
 * @param module a module of the SDK, such as `dashboardv2`
 * @param type a type that it exports
 * @returns the errors of each value
 */
export function sdkTypeErrors(
  module: string,
  type: string,
  values: readonly unknown[],
): readonly (readonly string[])[] {
  // A constant each, so that an error is of the one that it lies in.
  const literals = values.map(
    (value, index) => `export const value${index}: Loose<${type}> = ${JSON.stringify(value, null, 1)};\n`,
  );
  const head = `import type { ${type} } from "@grafana/grafana-foundation-sdk/${module}";\n${LOOSE}\n`;
  source = `${head}${literals.join("")}`;
  program = ts.createProgram([FILE], OPTIONS, host, program);
  const found = [...program.getSyntacticDiagnostics(), ...program.getSemanticDiagnostics()];
  const ends: number[] = [];
  for (const literal of literals) {
    ends.push((ends.at(-1) ?? head.length) + literal.length);
  }
  const errors = values.map((): string[] => []);
  for (const { file, messageText, start = 0 } of found) {
    const message = ts.flattenDiagnosticMessageText(messageText, "\n");
    const of = file?.fileName === FILE ? ends.findIndex((end) => start < end) : -1;
    if (of === -1 || start < head.length) {
      throw new Error(`${file?.fileName}: ${message}`);
    }
    errors[of]?.push(message);
  }
  return errors;
}
