import { join } from "node:path";
import { build as bundle } from "esbuild";

/**
 * Bundles what every page of a preview shares into `preview/site.js` and `preview/site.css` below a folder. One
 * script and one style sheet each, for a page opened from a file may load no modules.
 */
export async function bundlePreviewAssets(root: string, outdir: string): Promise<void> {
  await bundle({
    entryPoints: {
      "preview/site": join(root, "src", "preview", "browser", "main.ts"),
      "preview/style": join(root, "templates", "preview", "site.css"),
    },
    outdir,
    bundle: true,
    minify: true,
    format: "iife",
    target: ["chrome109", "firefox115", "safari16"],
    tsconfigRaw: {},
    logLevel: "error",
    legalComments: "inline",
  });
}
