import { limits } from "../../thresholds.ts";
import { type HealthPanel, largest, of, p99, perSecond } from "./panel.ts";

/** Do notifications reach people? */
export const alertmanagerPanels: readonly HealthPanel[] = [
  {
    key: "sent",
    title: "Notifications sent",
    description:
      "Notifications a second, by integration. None for days may be luck or a broken route: the heartbeat alone never stops.",
    unit: "cps",
    queries: [
      { expr: perSecond(of("alertmanager_notifications_total"), "integration"), legend: "{{integration}}" },
    ],
  },
  {
    key: "failed",
    title: "Notifications failed",
    description:
      "Notifications a second that a receiver did not take. Anything above zero is somebody who was not told: look at the credentials and at the receiver's own status.",
    unit: "cps",
    thresholds: limits(0),
    queries: [
      {
        expr: perSecond(of("alertmanager_notifications_failed_total"), "integration", "reason"),
        legend: "{{integration}} {{reason}}",
      },
    ],
  },
  {
    key: "latency",
    title: "Time to notify, p99",
    description:
      "How long the slowest hundredth of notifications takes; it is a part of every alert's latency.",
    unit: "s",
    queries: [
      { expr: p99("alertmanager_notification_latency_seconds", "integration"), legend: "{{integration}}" },
    ],
  },
  {
    key: "members",
    title: "Members of the cluster",
    description:
      "How many members each member sees. When they differ, the cluster is split and people are told twice.",
    unit: "none",
    queries: [{ expr: largest(of("alertmanager_cluster_members"), "instance"), legend: "{{instance}}" }],
  },
  {
    key: "config",
    title: "Configuration loaded",
    description:
      "1 while the last reload succeeded. At 0 the old configuration stays, and new routes do not exist.",
    unit: "none",
    queries: [
      { expr: largest(of("alertmanager_config_last_reload_successful"), "instance"), legend: "{{instance}}" },
    ],
  },
  {
    key: "alerts",
    title: "Alerts held",
    description:
      "Alerts that Alertmanager holds, by state. A jump is a storm: grouping and inhibition bear it.",
    unit: "none",
    queries: [{ expr: largest(of("alertmanager_alerts"), "state"), legend: "{{state}}" }],
  },
];
