import { readFileSync } from "node:fs";
import fc from "fast-check";
import Handlebars from "handlebars";
import { describe, expect, it } from "vitest";
import { compileTemplate, notificationTemplates } from "../../../src/compile/routing/messages.ts";
import { renderTemplate, type TemplateAlert } from "../../support/templates.ts";

const templates = notificationTemplates({ name: "production" });
const links = {
  dashboard_url: "https://grafana.shop.example/d/production-service-checkout-5d1f3b7a",
  errors_url: "https://shop.sentry.io/issues/?project=-1&query=is%3Aunresolved",
  logs_url: "https://grafana.shop.example/explore?schemaVersion=1&panes=%7B%22logs%22%3A(1)%7D",
  runbook_url: "https://runbooks.shop.example/checkout/ErrorBudgetBurn",
};
const burning: TemplateAlert = {
  annotations: {
    ...links,
    description: "4.2% of events were bad in the last 1h; the objective is 99.9% over 30d.",
    summary: "Checkout burns the error budget of its availability SLO 14.4 times too fast.",
  },
  labels: {
    alertname: "ErrorBudgetBurn",
    environment: "production",
    factor: "14.4",
    long: "1h",
    service: "checkout",
    severity: "critical",
    short: "5m",
    slo: "availability",
    team: "payments",
  },
  startsAt: "2026-03-29T00:59:30Z",
};
const stack: TemplateAlert = {
  annotations: { description: "Node a1 is unready.", summary: "Node is not ready." },
  labels: { alertname: "KubeNodeNotReady", node: 'a"1', severity: "warning" },
  startsAt: "2026-03-29T00:59:30Z",
};
const name = (of: string) => `{{ template "crowsnest.${of}" . }}`;

describe("messages, as Alertmanager renders them", () => {
  it.each(["plain", "slack", "markdown"])("say what is wrong in %s", async (flavour) => {
    const text = `${name("title")}\n${name(`text.${flavour}`)}\n`;
    const golden = `messages/firing.${flavour}.txt`;
    await expect(await renderTemplate({ templates, text, alerts: [burning] })).toMatchFileSnapshot(golden);
  });

  it.each(["html", "telegram"])("say what is wrong in %s", async (flavour) => {
    const text = `<b>${name("title")}</b>\n${name(`text.${flavour}`)}\n`;
    const golden = `messages/firing.${flavour}.html`;
    await expect(
      await renderTemplate({ templates, text, alerts: [burning], type: "html" }),
    ).toMatchFileSnapshot(golden);
  });

  it("say when it is over", async () => {
    const text = `${name("title")}\n${name("text.plain")}\n`;
    const alerts = [{ ...burning, endsAt: "2026-03-29T01:04:00Z" }];
    await expect(await renderTemplate({ templates, text, alerts, status: "resolved" })).toMatchFileSnapshot(
      "messages/resolved.plain.txt",
    );
  });

  it("show what is there of an alert that is not ours, and how many more there are", async () => {
    const text = `${name("title")}\n${name("link")}\n${name("color")}\n${name("text.slack")}\n`;
    const alerts = Array.from({ length: 12 }, (_, index) => ({
      ...stack,
      annotations: { ...stack.annotations, summary: `Node ${index} is not ready.` },
    }));
    await expect(await renderTemplate({ templates, text, alerts })).toMatchFileSnapshot(
      "messages/stack.slack.txt",
    );
  });
});

// Text that one of the engines, a chat or a browser might take for an order.
const hostile = fc
  .array(
    fc.oneof(
      fc.constantFrom("{{", "}}", "{{.Labels}}", "{{{", "{{-", "[[", "]]", "`", '"', "\\", "{{/*", "*/}}"),
      fc.constantFrom("<!channel>", "<script>", "&amp;", "@here", "](x)", "${x}", "%{y}", "'", "|", "\u2028"),
      fc.string({ unit: "grapheme", maxLength: 6 }),
    ),
    { minLength: 1, maxLength: 6 },
  )
  .map((parts) =>
    parts
      .join("")
      .replace(/[\n\r\t\0]/g, " ")
      .toWellFormed(),
  )
  .filter((text) => text !== "");

describe("what users write", () => {
  const samples = fc.sample(hostile, { numRuns: 300, seed: 5 });

  it("is never evaluated by Handlebars or Go, as a value of the workspace", async () => {
    // Each sample is the environment's name of a template set of its own; one call of amtool renders all.
    const source = readFileSync(
      new URL("../../../templates/notifications/crowsnest.tmpl.hbs", import.meta.url),
      "utf8",
    );
    expect(source).toContain("{{text environment}}");
    const plain = compileTemplate('[[ define "{{id name}}" ]]{{text value}}[[ end ]]');
    const string = compileTemplate('[[ define "{{id name}}s" ]][[ {{string value}} ]][[ end ]]');
    const made = samples.map((value, index) => {
      const context = { name: `t${index}`, value };
      return `${plain(context)}${string(context)}`;
    });
    const text = samples
      .flatMap((_, index) => [`{{ template "t${index}" }}`, `{{ template "t${index}s" }}`])
      .join("\n");
    const rendered = await renderTemplate({ templates: made.join(""), text, alerts: [burning] });
    expect(rendered.split("\n")).toEqual(samples.flatMap((value) => [value, value]));
  });

  it("is never evaluated as what an alert carries", async () => {
    const alerts = samples.map((value) => ({
      ...burning,
      annotations: { summary: value },
      labels: { alertname: "A", service: value, slo: value },
    }));
    const text = '{{ range .Alerts }}{{ template "crowsnest.alert.plain" . }}--\n{{ end }}';
    const rendered = await renderTemplate({ templates, text, alerts });
    const expected = samples.map(
      (value) => `${value}\nService: ${value}\nSLO: ${value}\nSince: 2026-03-29 00:59:30 UTC\n--\n`,
    );
    expect(rendered).toBe(expected.join(""));
  });

  it("calls nobody and opens no link in a chat", async () => {
    const alerts = samples.map((value) => ({
      ...burning,
      annotations: { summary: `a${value}` },
      labels: { alertname: "A" },
    }));
    const text = '{{ range .Alerts }}{{ template "crowsnest.alert.slack" . }}{{ end }}';
    const slack = await renderTemplate({ templates, text, alerts });
    expect(slack).not.toMatch(/[<>]/);
    const html = await renderTemplate({
      templates,
      text: text.replace("slack", "html"),
      alerts,
      type: "html",
    });
    expect(html.replaceAll(/<\/?b>|<br>/g, "")).not.toMatch(/[<>]/);
    const markdown = await renderTemplate({ templates, text: text.replace("slack", "markdown"), alerts });
    expect(markdown).not.toMatch(/@(?!\u200b)/);
    expect(markdown.replaceAll("**", "").replaceAll(/\\./g, "")).not.toMatch(/[[\]<>`]/);
  });
});

describe("the Handlebars source", () => {
  it("puts no value into the file but through a helper that makes it harmless", () => {
    const source = readFileSync(
      new URL("../../../templates/notifications/crowsnest.tmpl.hbs", import.meta.url),
      "utf8",
    );
    const helpers: string[] = [];
    class Visitor extends Handlebars.Visitor {
      override MustacheStatement(statement: hbs.AST.MustacheStatement): void {
        helpers.push(
          statement.path.type === "PathExpression"
            ? (statement.path as hbs.AST.PathExpression).original
            : "?",
        );
      }
    }
    new Visitor().accept(Handlebars.parse(source.replaceAll("[[", "").replaceAll("]]", "")));
    expect(helpers.length).toBeGreaterThan(40);
    expect([...new Set(helpers)].sort()).toEqual(["id", "string", "text"]);
  });
});

describe("messages of long texts", () => {
  const long = (labels = {}): TemplateAlert => ({
    ...burning,
    annotations: { ...links, description: "<&".repeat(2_500), summary: "One\n\u{1f525}<&".repeat(1_000) },
    labels: { ...burning.labels, ...labels },
  });
  const render = (of: string, alerts: readonly TemplateAlert[], type: "html" | "text" = "text") =>
    renderTemplate({ templates, text: name(of), alerts, type });

  it("have a title of one line, and a subject that SNS takes", async () => {
    const title = (await render("title", [long()])).trimEnd();
    expect(title).not.toMatch(/[\n\r]/);
    expect([...title].length).toBeLessThan(320);
    const brief = (await render("brief", [long()])).trimEnd();
    expect(brief).toMatch(/^CRITICAL One /);
    expect(brief).not.toMatch(/[\n\r]/);
    expect([...brief].length).toBeLessThan(100);
  });

  it("stay within what Telegram and Microsoft Teams take", async () => {
    const alerts = Array.from({ length: 12 }, (_, index) => long({ pod: `checkout-${index}` }));
    const telegram = `${await render("title", alerts, "html")}${await render("text.telegram", alerts, "html")}`;
    expect([...telegram].length).toBeLessThan(4_000);
    expect(telegram).toContain("Only the first 1 of 12 alerts are shown.");
    expect(Buffer.byteLength(await render("text.markdown", alerts))).toBeLessThan(26_000);
  });
});
