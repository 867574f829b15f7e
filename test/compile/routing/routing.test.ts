import { beforeAll, describe, expect, it } from "vitest";
import { canonicalOffence } from "../../../src/artifacts/index.ts";
import { alertingArtifact, alertmanagerSecrets } from "../../../src/compile/routing/index.ts";
import { checkConfig, configFile, routesTest } from "../../support/alertmanager.ts";
import { channels, routedEnvironment, team } from "../../support/platforms.ts";

const environment = routedEnvironment({});
const { config, ...rest } = alertingArtifact(environment);

describe("Alertmanager's configuration", () => {
  it("goes to a Secret of ours", () => {
    expect({ ...rest, templates: Object.keys(rest.templates) }).toEqual({
      namespace: "monitoring",
      secretName: "crowsnest-alertmanager",
      templates: ["crowsnest.tmpl"],
    });
  });

  it("is plain data in one order", () => {
    expect(canonicalOffence(config)).toBeUndefined();
    expect(alertingArtifact(routedEnvironment({})).config).toEqual(config);
  });

  it("has one receiver for each team and severity, and credentials as files only", () => {
    expect(config.receivers).toMatchInlineSnapshot(`
      [
        {
          "name": "default",
          "pagerduty_configs": [
            {
              "class": "{{ .CommonLabels.alertname }}",
              "client": "Crowsnest",
              "client_url": "{{ template "crowsnest.link" . }}",
              "component": "{{ .CommonLabels.service }}",
              "description": "{{ template "crowsnest.title" . }}",
              "details": {
                "message": "{{ template "crowsnest.text.plain" . }}",
              },
              "group": "{{ .CommonLabels.team }}",
              "links": [
                {
                  "href": "{{ .CommonAnnotations.runbook_url }}",
                  "text": "Runbook",
                },
                {
                  "href": "{{ .CommonAnnotations.dashboard_url }}",
                  "text": "Dashboard",
                },
                {
                  "href": "{{ .CommonAnnotations.logs_url }}",
                  "text": "Logs",
                },
                {
                  "href": "{{ .CommonAnnotations.errors_url }}",
                  "text": "Errors",
                },
                {
                  "href": "{{ template "crowsnest.silence.plain" . }}",
                  "text": "Silence",
                },
              ],
              "routing_key_file": "/etc/alertmanager/secrets/alertmanager-receivers/platform-pagerduty",
              "send_resolved": true,
              "severity": "warning",
              "source": "{{ .CommonLabels.environment }}",
              "url": "https://events.eu.pagerduty.com/v2/enqueue",
            },
          ],
        },
        {
          "name": "heartbeat",
          "webhook_configs": [
            {
              "send_resolved": false,
              "url_file": "/etc/alertmanager/secrets/alertmanager-heartbeat/heartbeat-url",
            },
          ],
        },
        {
          "name": "unsent",
        },
        {
          "name": "payments/critical",
          "pagerduty_configs": [
            {
              "class": "{{ .CommonLabels.alertname }}",
              "client": "Crowsnest",
              "client_url": "{{ template "crowsnest.link" . }}",
              "component": "{{ .CommonLabels.service }}",
              "description": "{{ template "crowsnest.title" . }}",
              "details": {
                "message": "{{ template "crowsnest.text.plain" . }}",
              },
              "group": "{{ .CommonLabels.team }}",
              "links": [
                {
                  "href": "{{ .CommonAnnotations.runbook_url }}",
                  "text": "Runbook",
                },
                {
                  "href": "{{ .CommonAnnotations.dashboard_url }}",
                  "text": "Dashboard",
                },
                {
                  "href": "{{ .CommonAnnotations.logs_url }}",
                  "text": "Logs",
                },
                {
                  "href": "{{ .CommonAnnotations.errors_url }}",
                  "text": "Errors",
                },
                {
                  "href": "{{ template "crowsnest.silence.plain" . }}",
                  "text": "Silence",
                },
              ],
              "routing_key_file": "/etc/alertmanager/secrets/alertmanager-receivers/payments-pagerduty",
              "send_resolved": true,
              "severity": "critical",
              "source": "{{ .CommonLabels.environment }}",
            },
          ],
          "slack_configs": [
            {
              "api_url_file": "/etc/alertmanager/secrets/alertmanager-receivers/payments-slack",
              "channel": "#payments",
              "color": "{{ template "crowsnest.color" . }}",
              "fallback": "{{ template "crowsnest.title" . }}",
              "send_resolved": true,
              "text": "{{ template "crowsnest.text.slack" . }}",
              "title": "{{ template "crowsnest.title" . }}",
              "title_link": "{{ template "crowsnest.link" . }}",
            },
          ],
        },
        {
          "email_configs": [
            {
              "headers": {
                "Subject": "{{ template "crowsnest.title" . }}",
              },
              "html": "<h3>{{ template "crowsnest.title" . }}</h3>
      {{ template "crowsnest.text.html" . }}",
              "send_resolved": true,
              "text": "{{ template "crowsnest.text.plain" . }}",
              "to": "payments@shop.example",
            },
          ],
          "name": "payments/warning",
          "slack_configs": [
            {
              "api_url_file": "/etc/alertmanager/secrets/alertmanager-receivers/payments-slack",
              "channel": "#payments",
              "color": "{{ template "crowsnest.color" . }}",
              "fallback": "{{ template "crowsnest.title" . }}",
              "send_resolved": true,
              "text": "{{ template "crowsnest.text.slack" . }}",
              "title": "{{ template "crowsnest.title" . }}",
              "title_link": "{{ template "crowsnest.link" . }}",
            },
          ],
        },
        {
          "email_configs": [
            {
              "headers": {
                "Subject": "{{ template "crowsnest.title" . }}",
              },
              "html": "<h3>{{ template "crowsnest.title" . }}</h3>
      {{ template "crowsnest.text.html" . }}",
              "send_resolved": true,
              "text": "{{ template "crowsnest.text.plain" . }}",
              "to": "payments@shop.example",
            },
          ],
          "name": "payments/info",
        },
        {
          "name": "platform/critical",
          "pagerduty_configs": [
            {
              "class": "{{ .CommonLabels.alertname }}",
              "client": "Crowsnest",
              "client_url": "{{ template "crowsnest.link" . }}",
              "component": "{{ .CommonLabels.service }}",
              "description": "{{ template "crowsnest.title" . }}",
              "details": {
                "message": "{{ template "crowsnest.text.plain" . }}",
              },
              "group": "{{ .CommonLabels.team }}",
              "links": [
                {
                  "href": "{{ .CommonAnnotations.runbook_url }}",
                  "text": "Runbook",
                },
                {
                  "href": "{{ .CommonAnnotations.dashboard_url }}",
                  "text": "Dashboard",
                },
                {
                  "href": "{{ .CommonAnnotations.logs_url }}",
                  "text": "Logs",
                },
                {
                  "href": "{{ .CommonAnnotations.errors_url }}",
                  "text": "Errors",
                },
                {
                  "href": "{{ template "crowsnest.silence.plain" . }}",
                  "text": "Silence",
                },
              ],
              "routing_key_file": "/etc/alertmanager/secrets/alertmanager-receivers/platform-pagerduty",
              "send_resolved": true,
              "severity": "critical",
              "source": "{{ .CommonLabels.environment }}",
              "url": "https://events.eu.pagerduty.com/v2/enqueue",
            },
          ],
        },
        {
          "name": "platform/warning",
          "webhook_configs": [
            {
              "send_resolved": false,
              "url_file": "/etc/alertmanager/secrets/alertmanager-receivers/tickets-url",
            },
          ],
        },
      ]
    `);
    expect(config.global).toMatchInlineSnapshot(`
      {
        "smtp_auth_password_file": "/etc/alertmanager/secrets/alertmanager-receivers/smtp-password",
        "smtp_auth_username": "alerts",
        "smtp_from": "alerts@shop.example",
        "smtp_require_tls": true,
        "smtp_smarthost": "mail.shop.example:587",
      }
    `);
  });

  it("sends the Watchdog first, then each team's alerts by severity, then those of the stack", () => {
    expect(config.route).toMatchInlineSnapshot(`
      {
        "group_by": [
          "alertname",
          "environment",
          "namespace",
          "service",
          "slo",
        ],
        "group_interval": "5m",
        "group_wait": "30s",
        "receiver": "default",
        "repeat_interval": "12h",
        "routes": [
          {
            "group_by": [
              "alertname",
            ],
            "group_interval": "1m",
            "group_wait": "0s",
            "matchers": [
              "alertname="Watchdog"",
            ],
            "receiver": "heartbeat",
            "repeat_interval": "90s",
          },
          {
            "matchers": [
              "alertname="InfoInhibitor"",
            ],
            "receiver": "unsent",
          },
          {
            "matchers": [
              "team="payments"",
            ],
            "receiver": "payments/warning",
            "routes": [
              {
                "group_by": [
                  "alertname",
                  "environment",
                  "namespace",
                  "service",
                  "slo",
                ],
                "group_interval": "10s",
                "group_wait": "0s",
                "matchers": [
                  "severity="critical"",
                ],
                "receiver": "payments/critical",
                "repeat_interval": "1h",
              },
              {
                "group_by": [
                  "alertname",
                  "environment",
                  "namespace",
                  "service",
                  "slo",
                ],
                "group_interval": "5m",
                "group_wait": "30s",
                "matchers": [
                  "severity="warning"",
                ],
                "receiver": "payments/warning",
                "repeat_interval": "12h",
              },
              {
                "group_by": [
                  "alertname",
                  "environment",
                  "namespace",
                  "service",
                  "slo",
                ],
                "group_interval": "5m",
                "group_wait": "30s",
                "matchers": [
                  "severity="info"",
                ],
                "receiver": "payments/info",
                "repeat_interval": "1d",
              },
            ],
          },
          {
            "matchers": [
              "team="platform"",
            ],
            "receiver": "platform/warning",
            "routes": [
              {
                "group_by": [
                  "alertname",
                  "environment",
                  "namespace",
                  "service",
                  "slo",
                ],
                "group_interval": "10s",
                "group_wait": "0s",
                "matchers": [
                  "severity="critical"",
                ],
                "receiver": "platform/critical",
                "repeat_interval": "1h",
              },
              {
                "group_by": [
                  "alertname",
                  "environment",
                  "namespace",
                  "service",
                  "slo",
                ],
                "group_interval": "5m",
                "group_wait": "30s",
                "matchers": [
                  "severity="warning"",
                ],
                "receiver": "platform/warning",
                "repeat_interval": "12h",
              },
              {
                "group_by": [
                  "alertname",
                  "environment",
                  "namespace",
                  "service",
                  "slo",
                ],
                "group_interval": "5m",
                "group_wait": "30s",
                "matchers": [
                  "severity="info"",
                ],
                "receiver": "unsent",
                "repeat_interval": "1d",
              },
            ],
          },
          {
            "matchers": [
              "team=""",
            ],
            "receiver": "platform/warning",
            "routes": [
              {
                "group_by": [
                  "alertname",
                  "environment",
                  "namespace",
                  "service",
                  "slo",
                ],
                "group_interval": "10s",
                "group_wait": "0s",
                "matchers": [
                  "severity="critical"",
                ],
                "receiver": "platform/critical",
                "repeat_interval": "1h",
              },
              {
                "group_by": [
                  "alertname",
                  "environment",
                  "namespace",
                  "service",
                  "slo",
                ],
                "group_interval": "5m",
                "group_wait": "30s",
                "matchers": [
                  "severity="warning"",
                ],
                "receiver": "platform/warning",
                "repeat_interval": "12h",
              },
              {
                "group_by": [
                  "alertname",
                  "environment",
                  "namespace",
                  "service",
                  "slo",
                ],
                "group_interval": "5m",
                "group_wait": "30s",
                "matchers": [
                  "severity="info"",
                ],
                "receiver": "unsent",
                "repeat_interval": "1d",
              },
            ],
          },
        ],
      }
    `);
  });

  it("inhibits lesser alerts of the same service, and of the same subject of the stack", () => {
    expect(config.inhibit_rules).toMatchInlineSnapshot(`
      [
        {
          "equal": [
            "environment",
            "service",
          ],
          "source_matchers": [
            "team!=""",
            "service!=""",
            "severity="critical"",
          ],
          "target_matchers": [
            "team!=""",
            "service!=""",
            "severity=~"warning|info"",
          ],
        },
        {
          "equal": [
            "environment",
            "service",
          ],
          "source_matchers": [
            "team!=""",
            "service!=""",
            "severity="warning"",
          ],
          "target_matchers": [
            "team!=""",
            "service!=""",
            "severity="info"",
          ],
        },
        {
          "equal": [
            "alertname",
            "container",
            "device",
            "instance",
            "integration",
            "job",
            "mountpoint",
            "namespace",
            "node",
            "persistentvolumeclaim",
            "pod",
          ],
          "source_matchers": [
            "team=""",
            "severity="critical"",
          ],
          "target_matchers": [
            "team=""",
            "severity=~"warning|info"",
          ],
        },
        {
          "equal": [
            "alertname",
            "container",
            "device",
            "instance",
            "integration",
            "job",
            "mountpoint",
            "namespace",
            "node",
            "persistentvolumeclaim",
            "pod",
          ],
          "source_matchers": [
            "team=""",
            "severity="warning"",
          ],
          "target_matchers": [
            "team=""",
            "severity="info"",
          ],
        },
        {
          "equal": [
            "environment",
            "service",
            "severity",
            "slo",
          ],
          "source_matchers": [
            "alertname="HighErrorRatio"",
            "slo!=""",
          ],
          "target_matchers": [
            "alertname="ErrorBudgetBurn"",
            "slo!=""",
          ],
        },
        {
          "equal": [
            "environment",
            "service",
            "severity",
          ],
          "source_matchers": [
            "alertname="ServiceDown"",
            "service!=""",
          ],
          "target_matchers": [
            "alertname="ServiceTargetsDown"",
            "service!=""",
          ],
        },
        {
          "equal": [
            "namespace",
          ],
          "source_matchers": [
            "alertname="InfoInhibitor"",
            "namespace!=""",
          ],
          "target_matchers": [
            "team=""",
            "severity="info"",
          ],
        },
      ]
    `);
  });

  it("is what amtool accepts", async () => {
    const result = await checkConfig(config);
    expect(result.stdout).toContain("SUCCESS");
    expect(result.code).toBe(0);
  });

  it("names every Secret to mount", () => {
    expect(alertmanagerSecrets(environment.platform)).toEqual([
      "alertmanager-heartbeat",
      "alertmanager-receivers",
    ]);
  });
});

describe("routes, as amtool reads them", () => {
  let file: string;
  beforeAll(async () => {
    file = await configFile(config);
  });

  it.each([
    [{ team: "payments", severity: "critical" }, "payments/critical"],
    [{ team: "payments", severity: "warning" }, "payments/warning"],
    [{ team: "payments", severity: "info" }, "payments/info"],
    [{ team: "payments", severity: "page" }, "payments/warning"],
    [{ team: "payments" }, "payments/warning"],
    [{ team: "platform", severity: "critical" }, "platform/critical"],
    [{ team: "platform", severity: "warning" }, "platform/warning"],
    [{ team: "platform", severity: "info" }, "unsent"],
    [{ alertname: "KubeNodeNotReady", severity: "critical" }, "platform/critical"],
    [{ alertname: "KubePodCrashLooping", severity: "warning" }, "platform/warning"],
    [{ alertname: "CPUThrottlingHigh", severity: "info" }, "unsent"],
    [{ alertname: "Watchdog", severity: "none" }, "heartbeat"],
    [{ alertname: "Watchdog", severity: "none", team: "payments" }, "heartbeat"],
    [{ alertname: "InfoInhibitor", severity: "none" }, "unsent"],
    [{ team: "gone", severity: "critical" }, "default"],
  ])("%j reaches %s, once", async (labels, receiver) => {
    expect(await routesTest(file, labels)).toEqual([receiver]);
  });
});

describe("what users write", () => {
  it("is text in the fields that Alertmanager reads as templates", () => {
    const { config: hostile } = alertingArtifact(
      routedEnvironment({
        receivers: [
          ...channels.filter(({ name }) => name !== "payments-chat"),
          { ...channels[1], kind: "slack", name: "payments-chat", channel: '#{{env"HOME"}}' } as never,
        ],
      }),
    );
    expect(JSON.stringify(hostile)).toContain(JSON.stringify('#{{ "{{" }}env"HOME"}}').slice(1, -1));
  });

  it("is sent once though a receiver is named twice", () => {
    const { config: twice } = alertingArtifact(
      routedEnvironment({ teams: [team("platform", { critical: ["platform-pager", "platform-pager"] })] }),
    );
    expect(twice.receivers).toContainEqual({
      name: "platform/critical",
      pagerduty_configs: [expect.objectContaining({ severity: "critical" })],
    });
  });
});

describe("timing", () => {
  it.each([
    [1, "10s"],
    [3, "10s"],
    [9, "33s"],
  ])("of a critical group leaves %i members time to agree who sends", (replicas, interval) => {
    const { config: timed } = alertingArtifact(routedEnvironment({ alertmanager: { replicas } }));
    expect(JSON.stringify(timed.route)).toContain(`"group_interval":"${interval}","group_wait":"0s"`);
  });

  it.each([
    ["5m", "1m", "90s"],
    ["1h", "1m", "1770s"],
    ["1m", "15s", "22500ms"],
    ["10s", "2s", "3s"],
  ])("of a heartbeat every %s repeats at the tick before its half", (every, interval, repeat) => {
    const { config: timed } = alertingArtifact(
      routedEnvironment({
        alertmanager: { heartbeat: { every, url: { kind: "secretRef", name: "a", key: "b" } } },
      }),
    );
    expect(timed.route).toMatchObject({
      routes: [{ group_interval: interval, repeat_interval: repeat }, {}, {}, {}, {}],
    });
  });
});
