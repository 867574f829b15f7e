import { fileURLToPath } from "node:url";
import ts from "typescript";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
// An enum's values are strings in JSON; a template turns the enum into the union of them.
const LOOSE = `type Loose<T> = T extends string ? \`\${T}\` : T extends (infer U)[] ? Loose<U>[]
  : T extends object ? { [K in keyof T]: Loose<T[K]> } : T;`;

/**
 * What the TypeScript compiler says of JSON as a literal of a type of @grafana/grafana-foundation-sdk: unknown keys,
 * missing ones and values of the wrong type.
 *
 * @param module a module of the SDK, such as `dashboardv2`
 * @param type a type that it exports
 */
export function sdkTypeErrors(module: string, type: string, values: readonly unknown[]): readonly string[] {
  const file = `${ROOT}test/support/__sdk-literal.ts`;
  const literals = values.map((value) => JSON.stringify(value, null, 1)).join(",\n");
  const source = `import type { ${type} } from "@grafana/grafana-foundation-sdk/${module}";\n${LOOSE}\nexport const values: Loose<${type}>[] = [${literals}];\n`;
  const options: ts.CompilerOptions = {
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    target: ts.ScriptTarget.ES2022,
    strict: true,
    skipLibCheck: true,
    noEmit: true,
    types: [],
  };
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists, readFile } = host;
  host.fileExists = (name) => name === file || fileExists.call(host, name);
  host.readFile = (name) => (name === file ? source : readFile.call(host, name));
  host.getSourceFile = (name, version, ...rest) =>
    name === file
      ? ts.createSourceFile(name, source, version)
      : getSourceFile.call(host, name, version, ...rest);
  const program = ts.createProgram([file], options, host);
  const errors = [...program.getSyntacticDiagnostics(), ...program.getSemanticDiagnostics()];
  return errors.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"));
}
