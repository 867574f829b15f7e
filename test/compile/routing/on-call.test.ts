import { describe, expect, it } from "vitest";
import { canonicalOffence } from "../../../src/artifacts/index.ts";
import { checkWorkspace } from "../../../src/checks/index.ts";
import { alertingArtifact } from "../../../src/compile/routing/index.ts";
import { defineTeam, once, type Receiver, weekly } from "../../../src/definitions/index.ts";
import { teamSchema } from "../../../src/definitions/team.ts";
import { deadRoutes } from "../../../src/routing/dead-routes.ts";
import { simulator } from "../../../src/routing/index.ts";
import { draftWorkspace, type ResolvedTeam } from "../../../src/workspace/index.ts";
import { checkConfig, configFile, routesTest } from "../../support/alertmanager.ts";
import { payments as aTeam, workspaceOf } from "../../support/definitions.ts";
import { channels, routedEnvironment, team } from "../../support/platforms.ts";
import { service } from "../../support/services.ts";

const [pager, chat, mail] = channels as [Receiver, Receiver, Receiver];

const definition = defineTeam({
  name: "payments",
  notify: { critical: pager, warning: chat, info: mail },
  onCall: {
    hours: { timeZone: "Europe/Berlin", from: "09:00", to: "17:30" },
    outside: { critical: [pager, mail] },
    escalation: [{ severity: "critical", after: "15m", to: mail }],
    mute: [
      {
        name: "settlement",
        timeZone: "Europe/Berlin",
        days: ["sunday"],
        from: "23:00",
        to: "01:00",
        reason: "The ledger is closed.",
      },
    ],
  },
});
const payments: ResolvedTeam = {
  ...teamSchema.parse(definition),
  services: [
    service({
      name: "checkout",
      maintenance: [weekly("saturday", "22:00", "3h"), once("2026-12-31T22:00:00Z", "4h")],
    }),
    service({ name: "ledger" }),
  ],
};
const { config } = alertingArtifact(
  routedEnvironment({
    teams: [payments, team("platform", { critical: ["platform-pager"], warning: ["platform-tickets"] })],
  }),
);
const simulated = simulator(config);

/** Receivers that are told of an alert at a moment. */
function told(labels: Readonly<Record<string, string>>, at: string): readonly string[] {
  return simulated
    .deliveries({ team: "payments", service: "ledger", ...labels }, { firing: [], at: new Date(at) })
    .filter(({ mutedBy }) => mutedBy.length === 0)
    .map(({ receiver }) => receiver);
}

describe("when a team hears of what", () => {
  it("is written as intervals with their time zones", async () => {
    expect(canonicalOffence(config)).toBeUndefined();
    expect(config.time_intervals).toMatchInlineSnapshot(`
      [
        {
          "name": "payments/hours",
          "time_intervals": [
            {
              "location": "Europe/Berlin",
              "times": [
                {
                  "end_time": "17:30",
                  "start_time": "09:00",
                },
              ],
              "weekdays": [
                "monday",
                "tuesday",
                "wednesday",
                "thursday",
                "friday",
              ],
            },
          ],
        },
        {
          "name": "payments/mute/settlement",
          "time_intervals": [
            {
              "location": "Europe/Berlin",
              "times": [
                {
                  "end_time": "24:00",
                  "start_time": "23:00",
                },
              ],
              "weekdays": [
                "sunday",
              ],
            },
            {
              "location": "Europe/Berlin",
              "times": [
                {
                  "end_time": "01:00",
                  "start_time": "00:00",
                },
              ],
              "weekdays": [
                "monday",
              ],
            },
          ],
        },
        {
          "name": "maintenance/checkout",
          "time_intervals": [
            {
              "location": "UTC",
              "times": [
                {
                  "end_time": "24:00",
                  "start_time": "22:00",
                },
              ],
              "weekdays": [
                "saturday",
              ],
            },
            {
              "location": "UTC",
              "times": [
                {
                  "end_time": "01:00",
                  "start_time": "00:00",
                },
              ],
              "weekdays": [
                "sunday",
              ],
            },
            {
              "days_of_month": [
                "31",
              ],
              "location": "UTC",
              "months": [
                "12",
              ],
              "times": [
                {
                  "end_time": "24:00",
                  "start_time": "22:00",
                },
              ],
              "years": [
                "2026",
              ],
            },
            {
              "days_of_month": [
                "1",
              ],
              "location": "UTC",
              "months": [
                "1",
              ],
              "times": [
                {
                  "end_time": "02:00",
                  "start_time": "00:00",
                },
              ],
              "years": [
                "2027",
              ],
            },
          ],
        },
      ]
    `);
    expect((await checkConfig({ ...config, templates: [] })).code).toBe(0);
    expect(deadRoutes(simulated.root)).toEqual([]);
  });

  it("lets tickets wait for business hours, in winter and in summer", () => {
    expect(told({ severity: "warning" }, "2026-01-14T08:00:00Z")).toEqual(["payments/warning"]);
    expect(told({ severity: "warning" }, "2026-01-14T07:59:00Z")).toEqual([]);
    expect(told({ severity: "warning" }, "2026-07-15T07:00:00Z")).toEqual(["payments/warning"]);
    expect(told({ severity: "warning" }, "2026-07-18T10:00:00Z")).toEqual([]);
  });

  it("tells others outside of them, and never nobody of a critical alert", () => {
    const escalated = "payments/critical/after-15m";
    expect(told({ severity: "critical" }, "2026-01-14T10:00:00Z")).toEqual(["payments/critical", escalated]);
    expect(told({ severity: "critical" }, "2026-01-14T22:00:00Z")).toEqual([
      "payments/critical/outside",
      escalated,
    ]);
    for (let hour = 0; hour < 24 * 8; hour += 1) {
      const at = new Date(Date.UTC(2026, 2, 25, hour)).toISOString();
      expect(told({ severity: "critical" }, at)).toHaveLength(2);
    }
  });

  it("escalates an alert by itself, after its time", () => {
    const escalation = simulated
      .routes({ team: "payments", severity: "critical" })
      .find(({ receiver }) => receiver.endsWith("after-15m"));
    expect(escalation).toMatchObject({ groupBy: "all", groupWait: "15m" });
  });

  it("is quiet past midnight where the team asked for it", () => {
    expect(told({ severity: "warning" }, "2026-01-11T22:30:00Z")).toEqual([]);
    const mutes = (at: string) =>
      simulated
        .deliveries({ team: "payments", severity: "warning" }, { firing: [], at: new Date(at) })
        .map(({ route }) => route.muteIntervals);
    expect(mutes("2026-01-11T22:30:00Z")).toEqual([["payments/mute/settlement"]]);
  });

  it("is quiet about a service in maintenance, and about no other", () => {
    const during = "2027-01-01T01:00:00Z";
    expect(told({ severity: "critical", service: "checkout" }, during)).toEqual([]);
    expect(told({ severity: "critical", service: "ledger" }, during)).not.toEqual([]);
    expect(told({ severity: "critical", service: "checkout" }, "2027-01-01T02:00:00Z")).not.toEqual([]);
    expect(told({ severity: "critical", service: "checkout" }, "2026-01-11T00:30:00Z")).toEqual([]);
    expect(told({ severity: "critical", service: "checkout" }, "2026-01-11T01:00:00Z")).not.toEqual([]);
  });

  it("gives amtool the same routes", async () => {
    const file = await configFile(config);
    for (const severity of ["critical", "warning", "info"]) {
      for (const name of ["checkout", "ledger"]) {
        const labels = { team: "payments", severity, service: name };
        expect(await routesTest(file, labels)).toEqual(
          simulated.routes(labels).map(({ receiver }) => receiver),
        );
      }
    }
  });
});

describe("mistakes in it", () => {
  const found = (onCall: Parameters<typeof defineTeam>[0]["onCall"]) => {
    const mistaken = defineTeam({
      name: "payments",
      notify: { critical: pager, warning: pager },
      ...(onCall && { onCall }),
    });
    const { draft, diagnostics } = draftWorkspace(
      workspaceOf({ teams: [{ ...mistaken, notify: aTeam.notify }] }),
    );
    return [...diagnostics, ...checkWorkspace(draft)].map(({ code, path }) => `${code} ${path}`);
  };

  it.each([
    [
      { hours: { timeZone: "Mars/Olympus", from: "09:00", to: "17:00" } },
      "invalid-value teams.payments.onCall.hours.timeZone",
    ],
    [
      { hours: { timeZone: "UTC", from: "9", to: "17:00" } },
      "invalid-value teams.payments.onCall.hours.from",
    ],
    [{ hours: { timeZone: "UTC", from: "09:00", to: "09:00" } }, "invalid-value teams.payments.onCall.hours"],
    [{ outside: { critical: { ...pager, name: "chat" } } }, "missing-key teams.payments.onCall.outside"],
    [
      { escalation: [{ severity: "critical" as const, after: "5m", to: mail }] },
      "unknown-receiver teams.payments.onCall.escalation[0].to[0]",
    ],
    [
      { escalation: [{ severity: "critical" as const, after: "2d", to: { ...mail, name: "chat" } }] },
      "invalid-value teams.payments.onCall.escalation[0]",
    ],
  ])("%j is %s", (onCall, expected) => {
    expect(found(onCall as never)).toEqual([expected]);
  });
});

describe("times that Alertmanager would refuse", () => {
  const mute = { timeZone: "UTC", from: "01:00", to: "02:00", reason: "x" } as const;
  const codes = (onCall: NonNullable<Parameters<typeof defineTeam>[0]["onCall"]>) => {
    const hurried = defineTeam({ name: "payments", notify: { critical: pager, warning: chat }, onCall });
    const { draft, diagnostics } = draftWorkspace(
      workspaceOf({ teams: [{ ...hurried, notify: aTeam.notify }] }),
    );
    return [...diagnostics, ...checkWorkspace(draft)].map(({ code, path }) => `${code} ${path}`);
  };

  it.each(["europe/berlin", "asia/kolkata", "ASIA/KOLKATA", "utc", "+01:00"])(
    "are those of %s",
    (timeZone) => {
      expect(codes({ hours: { timeZone, from: "09:00", to: "17:00" } }).join()).toContain("hours.timeZone");
    },
  );

  it.each(["Europe/Berlin", "Asia/Kolkata", "US/Eastern", "UTC", "Etc/GMT+1", "Africa/Dar_es_Salaam"])(
    "are not those of %s",
    (timeZone) => {
      expect(codes({ hours: { timeZone, from: "09:00", to: "17:00" } }).join()).not.toContain("timeZone");
    },
  );

  it("are those that begin when the day is over", () => {
    expect(codes({ hours: { timeZone: "UTC", from: "24:00", to: "08:00" } }).join()).toContain("hours.from");
  });

  it("are mute intervals of one name, and one that never ends", () => {
    const days = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"] as const;
    const found = codes({
      mute: [
        { ...mute, name: "batch" },
        { ...mute, name: "batch", from: "03:00", to: "04:00" },
        { ...mute, name: "all", days, from: "00:00", to: "24:00" },
      ],
    });
    expect(found).toEqual([
      "invalid-value teams.payments.onCall.mute.all",
      "duplicate-name teams.payments.onCall.mute.batch",
    ]);
  });
});
