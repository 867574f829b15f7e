import { createHash } from "node:crypto";
import { chmod, copyFile, mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { MavenWay } from "../registry.ts";
import { lastLines, run } from "../run.ts";
import { isAtLeast } from "../version.ts";
import { which } from "../which.ts";
import type { InstallRequest, Outcome } from "./request.ts";

const PROJECTS = fileURLToPath(new URL("../maven", import.meta.url));
const COPY = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies";
const FETCH_LIMIT_MS = 15 * 60_000;

/**
 * Puts a Java program together from libraries that Maven fetches, once each of them has its pinned checksum, and from
 * one class of the project's own. The whole folder is kept, not the program alone.
 */
export async function installWithMaven(request: InstallRequest<MavenWay>): Promise<Outcome> {
  const { env, staging, step, tool, way } = request;
  const [java, javac, maven] = ["java", "javac", "mvn"].map((name) => which(name, env));
  if (java === undefined || javac === undefined || maven === undefined) {
    return { reason: `it needs a JDK ${way.java} or newer (java, javac) and Maven (mvn) on PATH` };
  }
  const asked = await run(java, ["-version"], { env });
  const version = /version "(\d+[\d.]*)/.exec(asked.stderr)?.[1];
  if (version === undefined || !isAtLeast(version, way.java)) {
    return {
      reason: `it needs Java ${way.java} or newer, and ${java} is ${version ?? "of no known version"}`,
    };
  }
  const project = join(PROJECTS, way.folder);
  const tree = join(staging, "tree");
  const [bin, lib] = [join(tree, "bin"), join(tree, "lib")];
  await mkdir(bin, { recursive: true });
  await copyFile(join(project, "pom.xml"), join(staging, "pom.xml"));

  step(`fetching the libraries of ${tool.programs[0]} ${way.version} with Maven`);
  const fetched = await run(maven, ["-B", "-q", COPY, `-DoutputDirectory=${lib}`], {
    cwd: staging,
    env,
    timeoutMs: FETCH_LIMIT_MS,
  });
  if (fetched.code !== 0) return { reason: `mvn failed with exit ${fetched.code}:\n${lastLines(fetched)}` };
  const strange = await unpinned(lib, join(project, "checksums.txt"));
  if (strange !== undefined) return { reason: strange };

  const classes = join(tree, "classes");
  const compiled = await run(javac, ["-cp", join(lib, "*"), "-d", classes, join(project, "Server.java")], {
    env,
  });
  if (compiled.code !== 0)
    return { reason: `javac failed with exit ${compiled.code}:\n${lastLines(compiled)}` };
  const program = join(bin, tool.programs[0]);
  await writeFile(program, LAUNCHER);
  await chmod(program, 0o755);
  return { staged: program };
}

const LAUNCHER = `#!/bin/sh
here=$(dirname "$0")/..
exec java -Xms512m -Xmx1g -XX:+UseSerialGC -cp "$here/classes:$here/lib/*" Server "$@"
`;

/** Why libraries are not those of a list of checksums; undefined when they are. */
async function unpinned(lib: string, list: string): Promise<string | undefined> {
  const pinned = new Map<string, string>();
  for (const line of (await readFile(list, "utf8")).trim().split("\n")) {
    const [checksum = "", name = ""] = line.split(/\s+/);
    pinned.set(name, checksum);
  }
  const fetched = await readdir(lib);
  const missing = [...pinned.keys()].find((name) => !fetched.includes(name));
  if (missing !== undefined) return `Maven did not fetch ${missing}`;
  for (const name of fetched) {
    const checksum = createHash("sha256")
      .update(await readFile(join(lib, name)))
      .digest("hex");
    if (pinned.get(name) !== checksum) return `${name} has another checksum than the pinned one`;
  }
  return undefined;
}
