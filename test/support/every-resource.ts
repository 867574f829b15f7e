import { stackConfig } from "./synthesized.ts";

const DASHBOARD = {
  schemaVersion: 41,
  templating: { list: [{ name: "datasource", type: "datasource", query: "prometheus" }] },
  title: "Checkout",
  uid: "crowsnest-checkout",
  // Terraform would take a single `$` for a reference of its own.
  panels: [{ id: 1, datasource: { uid: "$${datasource}" }, targets: [{ expr: 'rate(up{job="a"}[5m])' }] }],
};

/** A stack with one of each resource and data source that Crowsnest uses. */
export const everyResource = stackConfig({
  resource: {
    elasticstack_elasticsearch_component_template: {
      lines: { name: "lines", template: { mappings: '{"dynamic":false}', settings: "{}" } },
    },
    elasticstack_elasticsearch_index_template: {
      checkout: {
        composed_of: ["${elasticstack_elasticsearch_component_template.lines.name}"],
        data_stream: {},
        index_patterns: ["logs-checkout.otel-production"],
        name: "checkout",
        priority: 210,
        template: {
          data_stream_options: { failure_store: { enabled: true, lifecycle: { data_retention: "30d" } } },
        },
      },
    },
    elasticstack_elasticsearch_data_stream: { checkout: { name: "logs-checkout.otel-production" } },
    elasticstack_elasticsearch_ingest_pipeline: {
      checkout: { name: "checkout", processors: ['{"set":{"field":"a","value":"b"}}'] },
    },
    elasticstack_kibana_space: { payments: { name: "Payments", space_id: "team-payments" } },
    elasticstack_kibana_import_saved_objects: {
      payments: {
        file_contents: '{"attributes":{"title":"a"},"id":"a","references":[],"type":"search"}\n',
        overwrite: true,
        space_id: "${elasticstack_kibana_space.payments.space_id}",
      },
    },
    grafana_folder: { team: { title: "Payments", uid: "crowsnest-payments" } },
    grafana_dashboard: {
      checkout: {
        config_json: JSON.stringify(DASHBOARD),
        folder: "${grafana_folder.team.uid}",
        overwrite: true,
      },
    },
    helm_release: {
      prometheus: {
        chart: "kube-prometheus-stack",
        name: "prometheus",
        namespace: "monitoring",
        repository: "https://prometheus-community.github.io/helm-charts",
        timeout: 900,
        values: [
          JSON.stringify({ crds: { enabled: false }, prometheus: { prometheusSpec: { replicas: 2 } } }),
        ],
        version: "88.5.3",
      },
    },
    kubernetes_namespace_v1: {
      monitoring: {
        metadata: { labels: { "app.kubernetes.io/managed-by": "crowsnest" }, name: "monitoring" },
      },
    },
    kubernetes_config_map_v1: {
      log_rules: {
        data: { "rules.yaml": "groups: []\n" },
        metadata: { labels: { loki_rule: "" }, name: "log-rules", namespace: "monitoring" },
      },
    },
    kubernetes_network_policy_v1: {
      prometheus: {
        metadata: { name: "prometheus", namespace: "monitoring" },
        spec: {
          ingress: [
            {
              from: [
                { namespace_selector: { match_labels: { "kubernetes.io/metadata.name": "monitoring" } } },
              ],
              ports: [{ port: "9090", protocol: "TCP" }],
            },
          ],
          pod_selector: { match_labels: { app: "prometheus" } },
          policy_types: ["Ingress"],
        },
      },
    },
    kubernetes_secret_v1: {
      alertmanager: {
        data_wo: { "alertmanager.yaml": "route:\n  receiver: none\n" },
        data_wo_revision: 1,
        metadata: { name: "alertmanager", namespace: "monitoring" },
      },
      dsn: {
        data_wo: { dsn: '${sentry_key.checkout.dsn["public"]}' },
        data_wo_revision: 1,
        metadata: { name: "checkout-sentry", namespace: "shop" },
      },
    },
    kubernetes_manifest: {
      rules: {
        manifest: {
          apiVersion: "monitoring.coreos.com/v1",
          kind: "PrometheusRule",
          metadata: { labels: { team: "payments" }, name: "payments", namespace: "monitoring" },
          spec: {
            groups: [
              {
                name: "checkout",
                rules: [{ alert: "Down", expr: "up == 0", for: "5m", labels: { severity: "critical" } }],
              },
            ],
          },
        },
      },
    },
    sentry_team: { payments: { name: "Payments", organization: "acme", slug: "payments" } },
    sentry_project: {
      checkout: {
        default_key: false,
        default_rules: false,
        name: "checkout",
        organization: "acme",
        platform: "node",
        slug: "checkout",
        teams: ["${sentry_team.payments.slug}"],
      },
    },
    sentry_key: {
      checkout: {
        name: "checkout",
        organization: "acme",
        project: "${sentry_project.checkout.id}",
        rate_limit_count: 1000,
        rate_limit_window: 60,
      },
    },
    sentry_metric_monitor: {
      spike: {
        aggregate: "count()",
        condition_group: {
          conditions: [{ comparison: 50.5, condition_result: 75, type: "gt" }],
          logic_type: "any",
        },
        dataset: "events",
        event_types: ["error", "default"],
        issue_detection: { type: "static" },
        name: "checkout errors",
        organization: "acme",
        owner: { team_id: "${sentry_team.payments.internal_id}" },
        project: "${sentry_project.checkout.id}",
        time_window_seconds: 300,
      },
    },
    sentry_alert: {
      errors: {
        action_filters: [
          {
            actions: [
              {
                slack: {
                  channel_id: "C0123456789",
                  channel_name: "#payments",
                  integration_id: "12345",
                  tags: "environment,level",
                },
              },
            ],
            logic_type: "any-short",
          },
        ],
        frequency_minutes: 30,
        monitor_ids: [
          "${data.sentry_project_error_monitor.checkout.id}",
          "${sentry_metric_monitor.spike.id}",
        ],
        name: "checkout: errors",
        organization: "acme",
        trigger_conditions: [{ first_seen_event: {} }, { regression_event: {} }],
      },
    },
  },
  data: {
    sentry_project_error_monitor: {
      checkout: { organization: "acme", project: "${sentry_project.checkout.id}" },
    },
  },
});
