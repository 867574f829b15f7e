/** How bad a diagnostic is; an `error` forbids going on. */
export type DiagnosticSeverity = "error" | "warning" | "info";

/** What a code means; `docs/diagnostics/` is generated from this. */
export interface DiagnosticCodeInfo {
  readonly severity: DiagnosticSeverity;
  readonly title: string;
  /** Why it matters, in a sentence or two. */
  readonly why: string;
  /** A definition that gives the diagnostic, and one that does not. */
  readonly wrong: string;
  readonly right: string;
}

function error(info: Omit<DiagnosticCodeInfo, "severity">): DiagnosticCodeInfo {
  return { severity: "error", ...info };
}

function warning(info: Omit<DiagnosticCodeInfo, "severity">): DiagnosticCodeInfo {
  return { severity: "warning", ...info };
}

/** Every diagnostic Crowsnest can give, by its stable code. */
export const diagnosticCodes = {
  "config-not-found": error({
    title: "There is no workspace file",
    why: "Every command reads the workspace from `crowsnest.config.ts`, in the folder you stand in or the one `--config` names.",
    wrong: "$ cd /tmp && crowsnest check",
    right: "$ crowsnest check --config infra/crowsnest.config.ts",
  }),
  "config-throws": error({
    title: "The workspace file fails while it loads",
    why: "The file, or something that it imports, threw before a workspace was there; nothing can be checked until it loads.",
    wrong: 'throw new Error("not yet");',
    right: "export default defineWorkspace({ … });",
  }),
  "config-no-workspace": error({
    title: "The workspace file does not export a workspace",
    why: "The default export must be what `defineWorkspace` returns: that is where every definition is found.",
    wrong: "export const workspace = defineWorkspace({ … });",
    right: "export default defineWorkspace({ … });",
  }),
  "definition-throws": error({
    title: "A definition's callback fails",
    why: "`slos` and `alerts` may be functions of the metrics; one that throws declares nothing.",
    wrong: "slos: ({ requets }) => [availability({ total: requets.where({ … }), … })]",
    right: "slos: ({ requests }) => [availability({ total: requests.where({ … }), … })]",
  }),
  "unknown-key": error({
    title: "A key that the definition does not have",
    why: "A misspelt key would be ignored in silence, and with it what you wanted.",
    wrong: 'availability({ objectiv: "99.9", … })',
    right: 'availability({ objective: "99.9", … })',
  }),
  "missing-key": error({
    title: "A key is missing that the definition needs",
    why: "There is no default that would be right for everyone.",
    wrong: 'defineService({ name: "checkout" })',
    right: 'defineService({ name: "checkout", team: payments, runsOn: kubernetes({ … }) })',
  }),
  "invalid-value": error({
    title: "A value of the wrong type or form",
    why: "The value cannot mean what the key stands for.",
    wrong: "prometheus: { replicas: 0 }",
    right: "prometheus: { replicas: 2 }",
  }),
  "invalid-duration": error({
    title: "Not a duration that Prometheus reads",
    why: "Durations are a number with a unit (ms, s, m, h, d, w, y), largest unit first, longer than zero.",
    wrong: 'alert("QueueBacklog", { for: "2 minutes", … })',
    right: 'alert("QueueBacklog", { for: "2m", … })',
  }),
  "invalid-name": error({
    title: "A name that Kubernetes or Prometheus does not accept",
    why: "Names become names of Kubernetes objects, labels, metrics and uids; a name that one of them refuses would fail at apply.",
    wrong: 'defineService({ name: "Check_Out", … })',
    right: 'defineService({ name: "check-out", … })',
  }),
  "duplicate-name": error({
    title: "Two definitions of one kind share a name",
    why: "Everything that is made carries names from definitions: two with one name would overwrite each other.",
    wrong: 'slos: [availability({ name: "api", … }), latency({ name: "api", … })]',
    right: 'slos: [availability({ name: "api-availability", … }), latency({ name: "api-latency", … })]',
  }),
  "objective-out-of-range": error({
    title: "An objective that leaves no budget, or nothing but budget",
    why: "An objective is a percentage above 0 and below 100, as decimal text. At 100 the error budget is zero, every burn rate is a division by zero, and every error pages.",
    wrong: 'availability({ objective: "100", … })',
    right: 'availability({ objective: "99.9", … })',
  }),
  "threshold-not-a-bucket": error({
    title: "A latency threshold that is no bucket bound",
    why: "A classic histogram counts requests up to its bounds only; between two bounds nobody knows how many were fast enough.",
    wrong: 'buckets: [0.1, 0.5, 1] … latency({ of: duration, within: "300ms" })',
    right: 'buckets: [0.1, 0.3, 0.5, 1] … latency({ of: duration, within: "300ms" })',
  }),
  "unknown-metric": error({
    title: "An expression reads a metric that the service does not declare",
    why: "A metric that nobody exposes gives an alert that can never fire.",
    wrong: "slos: () => [availability({ total: otherService.metrics.requests, … })]",
    right: "slos: ({ requests }) => [availability({ total: requests, … })]",
  }),
  "unknown-label": error({
    title: "A matcher on a label that the metric does not have",
    why: "A matcher on a missing label matches nothing (or, negated, everything), so the SLO or alert would be silently wrong.",
    wrong: 'counter("http_requests_total", { labels: ["code"] }) … bad: { status: /5../ }',
    right: 'counter("http_requests_total", { labels: ["code"] }) … bad: { code: /5../ }',
  }),
  "invalid-regex": error({
    title: "A regular expression that Prometheus cannot read",
    why: "Prometheus uses RE2, anchored at both ends: there are no flags, look-arounds or back-references.",
    wrong: "bad: { status_code: /^(?!2)/ }",
    right: "bad: { status_code: not(/2../) }",
  }),
  "unknown-team": error({
    title: "A service's team is not in the workspace",
    why: "Alerts are routed by team: those of an unknown team reach nobody.",
    wrong: "defineWorkspace({ teams: [], services: [checkout] })",
    right: "defineWorkspace({ teams: [payments], services: [checkout] })",
  }),
  "unknown-receiver": error({
    title: "A team is notified through a receiver that the platform does not have",
    why: "Alertmanager refuses a configuration that names an undefined receiver, and keeps the old one.",
    wrong: "definePlatform({ alertmanager: { receivers: [] } }) … notify: { critical: pager }",
    right: "definePlatform({ alertmanager: { receivers: [pager] } }) … notify: { critical: pager }",
  }),
  "unknown-environment": error({
    title: "A definition names an environment that the workspace does not have",
    why: "It would be deployed nowhere.",
    wrong: 'environments: ["prod"]',
    right: 'environments: ["production"]',
  }),
  "unknown-dependency": error({
    title: "A dependency on a service that is not in the workspace",
    why: "Links, inhibition and dependency dashboards would point at nothing.",
    wrong: "defineWorkspace({ services: [checkout] }) … dependsOn: [ordersDatabase]",
    right: "defineWorkspace({ services: [checkout, ordersDatabase] }) … dependsOn: [ordersDatabase]",
  }),
  "team-without-receiver": error({
    title: "A team has no receiver for a severity its services use",
    why: "An alert of that severity would fire and reach no person.",
    wrong: 'defineTeam({ name: "payments", notify: { critical: pager } })',
    right: 'defineTeam({ name: "payments", notify: { critical: pager, warning: chat } })',
  }),
  "storage-not-shared": error({
    title: "More than one Loki replica on a local file system",
    why: "Replicas of Loki read each other's chunks from a shared object store; on local disks each would know only its own.",
    wrong: 'loki({ replicas: 3, storage: { kind: "filesystem", size: "50Gi" } })',
    right: 'loki({ replicas: 3, storage: s3({ bucket: "logs", region: "eu-central-1", … }) })',
  }),
  "dependency-cycle": error({
    title: "Services that depend on each other in a circle",
    why: "An alert of a dependency silences those of the services that need it. In a circle each silences the other, and nobody hears of anything.",
    wrong: 'checkout.dependsOn = ["payments"] … payments.dependsOn = ["checkout"]',
    right: 'checkout.dependsOn = ["payments"]',
  }),
  "window-exceeds-retention": error({
    title: "An SLO's window is longer than Prometheus remembers",
    why: "The events of a window are added up from samples that must still be there; what is forgotten looks like budget that was never spent.",
    wrong: 'prometheus: { retention: "15d" } … availability({ window: "30d", … })',
    right: 'prometheus: { retention: "35d" } … availability({ window: "30d", … })',
  }),
  "timeout-exceeds-interval": error({
    title: "A scrape may take longer than the time to the next one",
    why: "Prometheus refuses a scrape whose timeout is longer than its interval, and with it the whole configuration.",
    wrong: 'kubernetes({ scrapeInterval: "15s", scrapeTimeout: "30s", … })',
    right: 'kubernetes({ scrapeInterval: "30s", scrapeTimeout: "25s", … })',
  }),
  "label-collision": error({
    title: "A metric's label is one that the scrape sets",
    why: "Every series gets labels of its target. One that the service exposes under the same name is renamed to `exported_…`, so a query by the plain name reads something else.",
    wrong: 'counter("requests_total", { labels: ["namespace"] })',
    right: 'counter("requests_total", { labels: ["exported_namespace"] })',
  }),
  "shared-targets": error({
    title: "Two services scrape the same targets",
    why: "Each series would be stored twice, once under either service's name; requests and errors of one would count for the other.",
    wrong: 'selector: { app: "shop" } in both "checkout" and "catalog"',
    right:
      'selector: { app: "shop", component: "checkout" } … selector: { app: "shop", component: "catalog" }',
  }),
  "empty-composite": error({
    title: "A composite SLO of nothing",
    why: "A composite is the weighted mean of other SLOs of its service; the mean of none has no value.",
    wrong: 'composite({ objective: "99.5", of: {} })',
    right: 'composite({ objective: "99.5", of: { availability: 2, latency: 1 } })',
  }),
  "name-collision": error({
    title: "Two things would get one identifier",
    why: "What is made carries names from definitions. Two things of one name overwrite each other, or are merged in silence, and one of them is lost.",
    wrong: 'sentry({ project: "shop" }) in two services',
    right: 'sentry({ project: "shop-checkout" }) … sentry({ project: "shop-catalog" })',
  }),
  "receiver-too-new": error({
    title: "A receiver that the platform's Alertmanager does not know",
    why: "Alertmanager refuses the whole configuration when one key of it is unknown, and goes on with the old one.",
    wrong: 'alertmanager: { version: "0.28.1", receivers: [mattermost({ … })] }',
    right: 'alertmanager: { version: "0.34.0", receivers: [mattermost({ … })] }',
  }),
  "receiver-end-of-life": warning({
    title: "A receiver whose product ends",
    why: "From that day on its alerts reach nobody, and no error says so beforehand.",
    wrong: 'opsgenie({ name: "pager", apiKey: … })',
    right: 'opsgenie({ name: "pager", apiKey: …, url: "https://api.atlassian.com/jsm/ops/integration/" })',
  }),
  "default-receiver-is-a-machine": warning({
    title: "The default receiver is no person",
    why: "It hears of what no team takes, such as alerts that somebody applied by hand; where nobody looks, they are lost.",
    wrong: 'defaultReceiver: webhook({ name: "archive", … })',
    right: 'defaultReceiver: slack({ name: "platform-chat", … })',
  }),
} as const satisfies Record<string, DiagnosticCodeInfo>;

/** A stable code of a diagnostic. */
export type DiagnosticCode = keyof typeof diagnosticCodes;
