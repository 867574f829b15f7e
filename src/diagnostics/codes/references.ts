import { error } from "./info.ts";

/** Codes of what definitions name and nobody declares. */
export const referencesCodes = {
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
  "dependency-cycle": error({
    title: "Services that depend on each other in a circle",
    why: "An alert of a dependency silences those of the services that need it. In a circle each silences the other, and nobody hears of anything.",
    wrong: 'checkout.dependsOn = ["payments"] … payments.dependsOn = ["checkout"]',
    right: 'checkout.dependsOn = ["payments"]',
  }),
  "unknown-override": error({
    title: "An override of an alert that the service does not have",
    why: "It would change nothing, and what it should have kept quiet goes on.",
    wrong: 'overrides: [override("ErrorBudgetBurn/availability/fast", { disable: true, reason: … })]',
    right: 'overrides: [override("ErrorBudgetBurn/availability/page-fast", { disable: true, reason: … })]',
  }),
} as const;
