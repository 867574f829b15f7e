/**
 * Loaded before a program (`node --import`), this puts cdktn in the place of cdktf, as the line
 * `"cdktf": "npm:cdktn@0.24.0"` in a package.json would. `CDKTN_TREE` names the folder that has it installed.
 *
 * @module
 */
import Module, { createRequire, register } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const tree = join(process.env.CDKTN_TREE ?? "", "package.json");
const replaced = /^(cdktf|constructs)(\/|$)/;

// For `import`: a hook that resolves the two packages as the tree would.
const hook = `
  const tree = ${JSON.stringify(pathToFileURL(tree).href)};
  const replaced = ${replaced};
  export function resolve(specifier, context, nextResolve) {
    return nextResolve(specifier, replaced.test(specifier) ? { ...context, parentURL: tree } : context);
  }
`;
register(`data:text/javascript,${encodeURIComponent(hook)}`);

// For `require`, which the prebuilt providers use.
type ResolveFilename = (request: string, ...rest: readonly unknown[]) => string;
const loader = Module as unknown as { _resolveFilename: ResolveFilename };
const resolveFilename = loader._resolveFilename;
const { resolve } = createRequire(tree);
let inside = false;
loader._resolveFilename = function patched(this: unknown, request, ...rest) {
  if (inside || !replaced.test(request)) {
    return resolveFilename.call(this, request, ...rest);
  }
  inside = true;
  try {
    return resolve(request);
  } finally {
    inside = false;
  }
};
