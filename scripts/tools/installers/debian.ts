import type { DebianWay } from "../registry.ts";
import { lastLines, run } from "../run.ts";
import { isAtLeast, upstreamVersion } from "../version.ts";
import { which } from "../which.ts";
import type { InstallRequest, Outcome } from "./request.ts";

const INSTALL = ["install", "-y", "--no-install-recommends", "-o", "DPkg::Lock::Timeout=300"];

/** Installs a Debian package, when this is root on Debian and the package is new enough. */
export async function installWithDebian(request: InstallRequest<DebianWay>): Promise<Outcome> {
  const { tool, way, step } = request;
  const env = { ...request.env, DEBIAN_FRONTEND: "noninteractive", LC_ALL: "C" };
  const apt = which("apt-get", env);
  const aptCache = which("apt-cache", env);
  if (apt === undefined || aptCache === undefined) return { reason: "no apt-get to install a package with" };

  let offered = await candidate(aptCache, way.package, env);
  if (offered === undefined && isRoot()) {
    step("updating the list of Debian packages");
    await run(apt, ["update"], { env });
    offered = await candidate(aptCache, way.package, env);
  }
  if (offered === undefined) return { reason: `apt-get knows no package ${way.package}` };
  const version = upstreamVersion(offered);
  if (!isAtLeast(version, tool.minimum)) {
    return { reason: `the system's package ${way.package} is ${version}, older than ${tool.minimum}` };
  }
  if (!isRoot()) return { reason: `only root may install it: apt-get install ${way.package}` };

  step(`installing the Debian package ${way.package} ${version}`);
  const result = await run(apt, [...INSTALL, way.package], { env });
  if (result.code !== 0) return { reason: `apt-get install ${way.package} failed:\n${lastLines(result)}` };
  const program = tool.programs
    .map((name) => which(name, env, tool.folders))
    .find((path) => path !== undefined);
  if (program === undefined) return { reason: `the package ${way.package} brought no ${tool.programs[0]}` };
  return { installed: program };
}

/** The version that `apt-cache policy` would install. */
export function candidateIn(policy: string): string | undefined {
  const version = /^\s*Candidate: (\S+)$/m.exec(policy)?.[1];
  return version === "(none)" ? undefined : version;
}

async function candidate(
  aptCache: string,
  name: string,
  env: NodeJS.ProcessEnv,
): Promise<string | undefined> {
  return candidateIn((await run(aptCache, ["policy", name], { env })).stdout);
}

function isRoot(): boolean {
  return process.getuid?.() === 0;
}
