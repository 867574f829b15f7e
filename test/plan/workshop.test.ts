import { existsSync, mkdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { afterEach, expect, it, vi } from "vitest";
import { CONTRACT_NAMES } from "../../src/plan/contract/load.ts";
import { openWorkshop, type Workshop } from "../../src/plan/workshop.ts";
import { temporaryFolder } from "../support/temporary.ts";

const opened: Workshop[] = [];
afterEach(() => {
  for (const workshop of opened.splice(0)) workshop.close();
  vi.unstubAllEnvs();
});

async function open(env: NodeJS.ProcessEnv = {}): Promise<Workshop> {
  const workshop = await openWorkshop(env);
  opened.push(workshop);
  return workshop;
}

interface Attachment {
  readonly Addr: { readonly String: string };
  readonly Pid: number;
  readonly Test: boolean;
}

function attachments(workshop: Workshop): Record<string, Attachment> {
  return JSON.parse(workshop.env.TF_REATTACH_PROVIDERS ?? "{}");
}

it("serves every provider under the name that each registry gives it", async () => {
  const found = attachments(await open());
  expect(Object.keys(found)).toHaveLength(2 * CONTRACT_NAMES.length);
  expect(found["registry.terraform.io/grafana/grafana"]).toEqual(
    found["registry.opentofu.org/grafana/grafana"],
  );
  for (const { Addr, Pid, Test } of Object.values(found)) {
    expect({ Pid, Test }).toEqual({ Pid: process.pid, Test: true });
    expect(statSync(Addr.String).isSocket()).toBe(true);
  }
});

it("keeps what is the user's, without what would change a plan or send it anywhere", async () => {
  const { env } = await open({
    CHECKPOINT_DISABLE: "",
    HOME: "/home/user",
    OTEL_TRACES_EXPORTER: "otlp",
    PATH: "/bin",
    TERRAFORM_CONFIG: "/home/user/.terraformrc",
    TF_CLI_ARGS_plan: "-destroy",
    TF_VAR_token: "secret",
    TF_WORKSPACE: "production",
  });
  const { TF_CLI_CONFIG_FILE, TF_REATTACH_PROVIDERS, ...rest } = env;
  expect(rest).toEqual({
    CHECKPOINT_DISABLE: "1",
    GOGC: "400",
    HOME: "/home/user",
    PATH: "/bin",
    TF_IN_AUTOMATION: "1",
    TF_INPUT: "0",
  });
  expect(existsSync(TF_CLI_CONFIG_FILE ?? "")).toBe(true);
  expect(TF_REATTACH_PROVIDERS).toBeDefined();
});

it("leaves nothing when it is closed", async () => {
  const listeners = () =>
    ["SIGINT", "SIGTERM", "SIGHUP", "exit"].map((event) => process.listenerCount(event));
  const before = listeners();
  const workshop = await openWorkshop({});
  expect(listeners()).toEqual(before.map((count) => count + 1));
  workshop.close();
  expect(listeners()).toEqual(before);
  expect(existsSync(workshop.directory)).toBe(false);
});

it("finds a place for its sockets where the temporary folder's path is too long for one", async () => {
  const long = join(temporaryFolder(), "a".repeat(100));
  mkdirSync(long);
  vi.stubEnv("TMPDIR", long);
  const workshop = await open();
  for (const { Addr } of Object.values(attachments(workshop))) expect(Addr.String.length).toBeLessThan(104);
});
