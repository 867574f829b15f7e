import { chmod } from "node:fs/promises";
import { join } from "node:path";
import type { NpmWay } from "../registry.ts";
import { lastLines, run } from "../run.ts";
import { which } from "../which.ts";
import type { InstallRequest, Outcome } from "./request.ts";

/** Takes a program out of the npm package for this platform, after its checksum is found to be the pinned one. */
export async function installWithNpm(request: InstallRequest<NpmWay>): Promise<Outcome> {
  const { way, staging, env, step } = request;
  const platform = `${process.platform}-${process.arch}`;
  const source = way.packages[platform];
  if (source === undefined) return { reason: `npm has no package of it for ${platform}` };
  const npm = which("npm", env);
  const tar = which("tar", env);
  if (npm === undefined || tar === undefined) {
    return { reason: `fetching it from npm needs ${npm === undefined ? "npm" : "tar"} on PATH` };
  }

  step(`fetching ${source.name}@${way.version} from npm`);
  const pack = ["pack", "--json", "--loglevel=error", `${source.name}@${way.version}`];
  const packed = await run(npm, pack, { cwd: staging, env });
  if (packed.code !== 0) return { reason: `npm pack failed with exit ${packed.code}:\n${lastLines(packed)}` };
  const archive = firstArchive(packed.stdout);
  if (archive === undefined) return { reason: "npm pack did not say what it packed" };
  if (archive.integrity !== source.integrity) {
    return { reason: `${source.name}@${way.version} has another checksum than the pinned one` };
  }
  const unpacked = await run(tar, ["-xzf", archive.filename], { cwd: staging, env });
  if (unpacked.code !== 0) return { reason: `tar failed:\n${lastLines(unpacked)}` };
  const program = join(staging, "package", way.file);
  await chmod(program, 0o755);
  return { staged: program };
}

function firstArchive(json: string): { filename: string; integrity: string } | undefined {
  const parsed: unknown = JSON.parse(json);
  const [entry]: unknown[] = Array.isArray(parsed) ? parsed : [];
  if (typeof entry !== "object" || entry === null) return undefined;
  if (!("filename" in entry) || !("integrity" in entry)) return undefined;
  return { filename: String(entry.filename), integrity: String(entry.integrity) };
}
