import { describe, expect, it } from "vitest";
import { compileDefinition } from "../../src/cli/pipeline.ts";
import {
  alert,
  availability,
  counter,
  defineEnvironment,
  defineWorkspace,
  gauge,
  inCluster,
  logAlert,
  type Service,
} from "../../src/definitions/index.ts";
import { diagnose, payments, platformOf, production, serviceOf } from "../support/definitions.ts";

const BASE = "https://git.example/shop/blob/main/";
const metrics = {
  depth: gauge("queue_depth"),
  requests: counter("http_requests_total", { labels: ["code"] }),
};

function checkout(runbook: string | undefined, runbooks?: string): Service {
  const own = runbook === undefined ? {} : { runbook };
  return serviceOf({
    metrics,
    logs: { format: "json" },
    alerts: ({ depth }) => [
      alert("OrdersStuck", { when: depth.max().above(10), severity: "warning", summary: "a", ...own }),
    ],
    logAlerts: (lines) => [
      logAlert("Declined", {
        lines: lines.containing("declined"),
        above: 10,
        within: "5m",
        severity: "warning",
        summary: "a",
        ...own,
      }),
    ],
    slos: ({ requests }) => [
      availability({ objective: "99.9", total: requests, bad: { code: /5../ }, ...own }),
    ],
    ...(runbooks !== undefined && { runbooks }),
  });
}

/** Files are below the folder of the call, which is this one. */
function workspace(service: Service, base: string | undefined = BASE) {
  return defineWorkspace({
    platform: platformOf(base === "" ? {} : { runbooks: base }),
    environments: [production],
    teams: [payments],
    services: [service],
  });
}

const said = (service: Service, base?: string) =>
  diagnose(workspace(service, base)).map(({ code, message, path }) => `${code} ${path}: ${message}`);

/** Addresses of runbooks by alert, as Alertmanager gets them. */
function addresses(service: Service): Readonly<Record<string, string | undefined>> {
  const { artifacts, diagnostics } = compileDefinition(workspace(service));
  expect(diagnostics).toEqual([]);
  const [team] = artifacts?.environments[0]?.teams ?? [];
  const groups = [...(team?.prometheusRules ?? []), ...(team?.logRules ? [team.logRules] : [])].flatMap(
    (file) => file.groups,
  );
  return Object.fromEntries(
    groups
      .flatMap(({ rules }) => rules)
      .flatMap((rule) => ("alert" in rule ? [[rule.alert, rule.annotations.runbook_url] as const] : [])),
  );
}

describe("runbooks in files of the workspace", () => {
  it("are linked where people read them", () => {
    const file = "./runbook-files/checkout.md#when-the-bank-is-slow";
    const address = `${BASE}runbook-files/checkout.md#when-the-bank-is-slow`;
    expect(addresses(checkout(file))).toMatchObject({
      Declined: address,
      ErrorBudgetBurn: address,
      OrdersStuck: address,
    });
  });

  it("lead alerts of a service to the heading of their name", () => {
    const page = `${BASE}runbook-files/checkout.md`;
    expect(addresses(checkout(undefined, "runbook-files/checkout.md"))).toMatchObject({
      Declined: page,
      ErrorBudgetBurn: page,
      OrdersStuck: `${page}#ordersstuck`,
    });
    const heading = "runbook-files/checkout.md#checkout";
    expect(addresses(checkout(undefined, heading))).toMatchObject({ OrdersStuck: `${BASE}${heading}` });
  });

  it("are there, with the heading that is meant", () => {
    expect(said(checkout("runbook-files/chekout.md"))).toEqual(
      ["alerts.OrdersStuck", "logAlerts.Declined", "slos.availability"].map(
        (of) =>
          `runbook-not-found services.checkout.${of}.runbook: runbook-files/chekout.md cannot be read: ENOENT: no such file or directory`,
      ),
    );
    expect(said(checkout(undefined, "runbook-files/checkout.md#bank"))).toEqual([
      'runbook-not-found services.checkout.runbooks: runbook-files/checkout.md has no heading "bank"',
    ]);
    const [file] = diagnose(workspace(checkout("runbook-files/chekout.md")));
    expect(file?.hint).toContain('"runbook-files/checkout.md"');
    const [heading] = diagnose(workspace(checkout("runbook-files/checkout.md#orderstuck")));
    expect(heading?.hint).toContain('"ordersstuck"');
  });

  it("have an address in every environment of the service", () => {
    expect(said(checkout(undefined, "runbook-files/checkout.md"), "")).toEqual([
      expect.stringMatching(/^runbook-without-address services\.checkout\.runbooks: alerts in "production"/),
    ]);
    const staging = defineEnvironment({
      name: "staging",
      cluster: inCluster(),
      platform: { runbooks: "https://git.example/shop/blob/next" },
    });
    const both = { ...workspace(checkout(undefined, "runbook-files/checkout.md"), "") };
    expect(diagnose({ ...both, environments: [staging] })).toMatchObject([
      { code: "runbook-not-found", message: expect.stringContaining("nobody knows where") },
    ]);
  });
});

describe("the address of the workspace's folder", () => {
  it.each(["?ref=next", "#readme", "/a b", "/{branch}"])(
    "is one that paths can be put behind: not …%s",
    (end) => {
      const base = `https://git.example/shop${end}`;
      expect(said(checkout(undefined, "runbook-files/checkout.md"), base)).toEqual([
        `invalid-value platform.runbooks: an address that no path can be put behind`,
      ]);
    },
  );
});

describe("what is no runbook", () => {
  it.each([
    "",
    "runbooks/queue",
    "/runbooks/queue.md",
    "ftp://a/queue.md",
    "queue.txt",
    "#stuck",
    "a\u0000.md",
  ])("%j", (runbook) => {
    expect(diagnose(workspace(checkout(undefined, runbook)))).toMatchObject([
      { code: "invalid-value", path: "services.checkout.runbooks" },
    ]);
  });

  it("is not told when it holds a password", () => {
    const hint = "Leave the name and the password out: plans show addresses.";
    const refused = { code: "invalid-value", message: "an address with a credential", hint };
    const address = "https://ada:hunter2@wiki.example/checkout";
    expect(diagnose(workspace(checkout(undefined, address)))).toMatchObject([refused]);
    expect(diagnose(workspace(checkout(undefined), address))).toMatchObject([refused]);
  });
});
