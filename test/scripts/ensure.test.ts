import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { cachedProgram } from "../../scripts/tools/cache.ts";
import { ensureTool, ToolMissing, type ToolName } from "../../scripts/tools/ensure.ts";
import type { Installer } from "../../scripts/tools/installers/request.ts";
import { TOOLS } from "../../scripts/tools/registry.ts";
import { type FakeMachine, fakeMachine, writeProgram } from "./fake-machine.ts";

const NEW = "promtool, version 3.16.0 (branch: HEAD)";
const OLD = "promtool, version 2.42.0+ds (branch: debian/sid)";

const never: Installer = () => Promise.reject(new Error("nothing may be installed here"));

let machine: FakeMachine;
beforeEach(() => {
  machine = fakeMachine();
});
afterEach(() => machine.remove());

async function missing(name: ToolName, env = machine.env): Promise<ToolMissing> {
  const error: unknown = await ensureTool(name, { env, log: machine.log }).catch((reason) => reason);
  expect(error).toBeInstanceOf(ToolMissing);
  return error as ToolMissing;
}

describe("finding a tool", () => {
  it("takes the override before PATH", async () => {
    machine.onPath("promtool", NEW);
    const path = writeProgram(join(machine.root, "mine"), "promtool, version 3.7.1 (branch: HEAD)");
    const env = { ...machine.env, CROWSNEST_PROMTOOL: path };
    const found = await ensureTool("promtool", { env, installer: never });
    expect(found).toEqual({ path, version: "3.7.1", origin: "override" });
  });

  it("takes PATH before the cache", async () => {
    const path = machine.onPath("promtool", NEW);
    cache("promtool", "promtool, version 3.15.0");
    const found = await ensureTool("promtool", { env: machine.env, installer: never, log: machine.log });
    expect(found).toEqual({ path, version: "3.16.0", origin: "PATH" });
    expect(machine.lines).toEqual([]);
  });

  it("takes the cache when what PATH has is too old", async () => {
    machine.onPath("promtool", OLD);
    const path = cache("promtool", NEW);
    const found = await ensureTool("promtool", { env: machine.env, installer: never });
    expect(found).toEqual({ path, version: "3.16.0", origin: "cache" });
  });

  it("knows the other names of a program", async () => {
    const path = machine.onPath("google-chrome", "Google Chrome 156.0.8078.79");
    const found = await ensureTool("chromium", { env: machine.env, installer: never });
    expect(found).toEqual({ path, version: "156.0.8078.79", origin: "PATH" });
  });

  it("reads a version from standard error as well", async () => {
    const path = machine.onPath("terraform", "Terraform v1.11.4", "stderr");
    const found = await ensureTool("terraform", { env: machine.env, installer: never });
    expect(found).toEqual({ path, version: "1.11.4", origin: "PATH" });
  });
});

describe("a tool that cannot be had", () => {
  it("is ToolMissing with how to get it", async () => {
    const { message, tool } = await missing("terraform");
    expect(tool).toBe("terraform");
    expect(message).toContain("terraform 1.11.0 or newer is needed.");
    expect(message).toContain("PATH has no terraform");
    expect(message).toContain("https://developer.hashicorp.com/terraform/install");
    expect(message).toContain("CROWSNEST_TERRAFORM");
  });

  it("names the Go release and where to get it when there is no Go", async () => {
    const { message } = await missing("promtool");
    expect(message).toContain("building it needs Go 1.26.7 or newer (https://go.dev/dl), and PATH has no go");
  });

  it("names the Go that is too old", async () => {
    const go = machine.onPath("go", "go version go1.19.8 linux/amd64");
    const { message } = await missing("amtool");
    expect(message).toContain(`needs Go 1.25.0 or newer (https://go.dev/dl), and ${go} is 1.19.8`);
  });

  it("says that a program on PATH is too old", async () => {
    const path = machine.onPath("promtool", OLD);
    const { message } = await missing("promtool");
    expect(message).toContain(`${path} is 2.42.0+ds, older than 3.5.0`);
    expect(machine.lines.join("\n")).toContain(`promtool: ${path} is 2.42.0+ds, older than 3.5.0`);
  });

  it("says that the Debian package is too old", async () => {
    machine.onPath("apt-get", "");
    machine.onPath("apt-cache", "prometheus:\n  Installed: (none)\n  Candidate: 2.42.0+ds-5+deb12u1");
    const { message } = await missing("promtool");
    expect(message).toContain("the system's package prometheus is 2.42.0, older than 3.5.0");
  });

  it("is not looked for elsewhere when an override is wrong", async () => {
    machine.onPath("promtool", NEW);
    const old = writeProgram(join(machine.root, "old"), OLD);
    const tooOld = await missing("promtool", { ...machine.env, CROWSNEST_PROMTOOL: old });
    expect(tooOld.message).toContain(`CROWSNEST_PROMTOOL: ${old} is 2.42.0+ds, older than 3.5.0`);
    const nowhere = join(machine.root, "nothing");
    const gone = await missing("promtool", { ...machine.env, CROWSNEST_PROMTOOL: nowhere });
    expect(gone.message).toContain(`CROWSNEST_PROMTOOL names ${nowhere}, which is not a program`);
  });
});

function cache(name: "promtool", text: string): string {
  const path = cachedProgram(TOOLS[name], TOOLS[name].ways[0], machine.env);
  if (path === undefined) throw new Error(`${name} is never cached`);
  return writeProgram(path, text);
}
