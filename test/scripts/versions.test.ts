import { describe, expect, it } from "vitest";
import { candidateIn } from "../../scripts/tools/installers/debian.ts";
import { goVersionNeeded } from "../../scripts/tools/installers/go.ts";
import { TOOLS, type ToolName } from "../../scripts/tools/registry.ts";
import { isAtLeast, upstreamVersion, versionIn } from "../../scripts/tools/version.ts";

const ANSWERS: Record<ToolName, [said: string, version: string]> = {
  promtool: ["promtool, version 3.16.0 (branch: HEAD, revision: 0c2a)\n  build user: x", "3.16.0"],
  prometheus: ["prometheus, version 2.42.0+ds (branch: debian/sid, revision: 2.42.0)", "2.42.0+ds"],
  amtool: ["amtool, version 0.28.1 (branch: , revision: unknown)\n  go version: go1.26.8", "0.28.1"],
  alertmanager: ["alertmanager, version 0.25.0 (branch: debian/sid, revision: 0.25.0-1+b4)", "0.25.0"],
  otelcol: ["otelcol version 0.142.0\n", "0.142.0"],
  opensearch: ["OpenSearch 2.19.1\n", "2.19.1"],
  postgres: ["postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)\n", "15.18"],
  postgres_exporter: ["postgres_exporter, version 0.17.1 (branch: , revision: unknown)\n", "0.17.1"],
  redis: ["Redis server v=7.0.15 sha=00000000:0 malloc=jemalloc-5.3.0 bits=64\n", "7.0.15"],
  redis_exporter: [
    'time="2026-11-25T11:00:20Z" level=info msg="Redis Metrics Exporter 1.45.0-2+b4    build date: 20230409"',
    "1.45.0-2+b4",
  ],
  blackbox_exporter: ["blackbox_exporter, version 0.27.0 (branch: , revision: unknown)\n", "0.27.0"],
  node_exporter: ["node_exporter, version 1.9.1 (branch: , revision: unknown)\n", "1.9.1"],
  sloth: ["v0.16.0\n", "0.16.0"],
  tofu: ["OpenTofu v1.12.6\non linux_amd64\n", "1.12.6"],
  terraform: ["Terraform v1.11.4\non linux_amd64\n\nYour version of Terraform is out of date!", "1.11.4"],
  node24: ["v24.21.0\n", "24.21.0"],
  chromium: ["Chromium 156.0.8078.79 built on Debian GNU/Linux 12 (bookworm)", "156.0.8078.79"],
};

describe("asking a tool for its version", () => {
  it.each(Object.entries(ANSWERS))("understands %s", (name, [said, version]) => {
    expect(versionIn(said, TOOLS[name as ToolName].ask.answer)).toBe(version);
  });

  it("finds none where a build left it out", () => {
    expect(
      versionIn("promtool, version  (branch: )\n  go version: go1.26.8", TOOLS.promtool.ask.answer),
    ).toBe(undefined);
    expect(versionIn("dev", TOOLS.sloth.ask.answer)).toBe(undefined);
  });

  it("does not take OpenTofu for Terraform", () => {
    expect(versionIn("OpenTofu v1.12.6\non linux_amd64", TOOLS.terraform.ask.answer)).toBe(undefined);
  });
});

describe("comparing versions", () => {
  it.each([
    ["3.16.0", "3.5.0", true],
    ["3.5.0", "3.5.0", true],
    ["v24.21.0", "24.0.0", true],
    ["1.26", "1.26.0", true],
    ["2.42.0+ds", "3.5.0", false],
    ["0.9.9", "0.28.0", false],
    ["1.26.6", "1.26.7", false],
  ])("%s against the minimum %s is %s", (version, minimum, expected) => {
    expect(isAtLeast(version, minimum)).toBe(expected);
  });
});

describe("reading what package tools say", () => {
  it("takes the upstream version out of a Debian one", () => {
    expect(upstreamVersion("2:1.19~1")).toBe("1.19");
    expect(upstreamVersion("2.42.0+ds-5+deb12u1")).toBe("2.42.0");
    expect(upstreamVersion("156.0.8078.79-1~deb12u1")).toBe("156.0.8078.79");
  });

  it("reads the candidate of apt-cache policy", () => {
    expect(candidateIn("prometheus:\n  Installed: (none)\n  Candidate: 2.42.0+ds-5\n")).toBe("2.42.0+ds-5");
    expect(candidateIn("x:\n  Installed: (none)\n  Candidate: (none)\n")).toBe(undefined);
  });

  it("reads the Go release of a go.mod", () => {
    expect(goVersionNeeded("module x\n\ngo 1.26.7\n")).toBe("1.26.7");
  });
});
