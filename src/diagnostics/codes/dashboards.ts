import { error, warning } from "./info.ts";

/** Codes of dashboards that a workspace brings. */
export const dashboardsCodes = {
  "unreadable-dashboard": error({
    title: "A dashboard file that cannot be read",
    why: "What is not in the workspace's folder is not reviewed with it, and what is no dashboard would fail at apply.",
    wrong: 'dashboards: [dashboardFile("../../tmp/queue.json")]',
    right: 'dashboards: [dashboardFile("dashboards/queue.json")]',
  }),
  "unknown-data-source": error({
    title: "A dashboard that asks a data source which the platform does not have",
    why: "Uids of data sources are another Grafana's own: every panel would say that its data source was not found.",
    wrong: '"datasource": { "type": "prometheus", "uid": "PBFA97CFB590B2093" }',
    right: '"datasource": { "type": "prometheus", "uid": "${datasource}" }',
  }),
  "unknown-variable": error({
    title: "A query that reads a variable which its dashboard does not have",
    why: "Grafana leaves the text as it is, and the query finds nothing.",
    wrong: 'up{job="$jbo"} with a variable called job',
    right: 'up{job="$job"}',
  }),
  "dashboard-input-missing": error({
    title: "An input of a shared dashboard that nobody fills in",
    why: "A dashboard exported to be shared asks whoever imports it; Terraform has nobody to ask.",
    wrong: 'dashboardFile("kafka.json") whose __inputs name VAR_CLUSTER',
    right: 'dashboardFile("kafka.json", { inputs: { VAR_CLUSTER: "eu" } })',
  }),
  "unknown-dashboard": error({
    title: "A link to a dashboard that there is not",
    why: "Grafana says that the dashboard was not found, to somebody who looks for the reason of an alert.",
    wrong: '"url": "/d/rYdddlPWk/nodes", and no file with the uid rYdddlPWk',
    right: '"url": "/d/rYdddlPWk/nodes" … dashboards: [dashboardFile("dashboards/nodes.json")]',
  }),
  "link-to-another-grafana": warning({
    title: "A dashboard that links the Grafana it was made in",
    why: "Whoever follows the link leaves the platform's Grafana for one that may be gone, or that they cannot open.",
    wrong: '"url": "https://old-grafana.example/d/rYdddlPWk/nodes"',
    right: '"url": "/d/rYdddlPWk/nodes"',
  }),
  "unknown-library-panel": error({
    title: "A dashboard with a panel of another Grafana's library",
    why: "The panel itself is not in the file, and this Grafana does not have it.",
    wrong: '"libraryPanel": { "uid": "de1x", "name": "Requests" }',
    right: 'the panel itself, after "Unlink library panel" in Grafana',
  }),
  "secret-in-dashboard": error({
    title: "A dashboard file that holds a credential",
    why: "It is in the repository for everybody who reads it, and in Terraform's state and plan. Change it, then take it out.",
    wrong: '"url": "https://admin:hunter2@grafana.example/api"',
    right: '"url": "https://grafana.example/api"',
  }),
  "dashboard-convention": warning({
    title: "A dashboard that does not keep what the generated ones keep",
    why: "Without a description nobody knows what to do; ids that two panels share break links; a rate over a fixed window skips data when somebody looks at weeks.",
    wrong: 'rate(http_requests_total{job="$job"}[5m])',
    right: 'rate(http_requests_total{job="$job"}[$__rate_interval])',
  }),
} as const;
