import { error, warning } from "./info.ts";

/** Codes of alerts, and of how they reach people. */
export const alertsCodes = {
  "invalid-template": error({
    title: "A template that cannot be filled",
    why: "A summary with a mistake in its template arrives as an error message instead of words, in the middle of the night.",
    wrong: 'summary: "{{ $value | humanizeDuraton }} behind"',
    right: 'summary: "{{ $value | humanizeDuration }} behind"',
  }),
  "template-label-dropped": error({
    title: "A template reads a label that the expression drops",
    why: "Templates see the labels of the expression's result. What an aggregation dropped is empty in the message.",
    wrong: 'when: queue.max().above(1000), summary: "Pod {{ $labels.pod }} is behind"',
    right: 'when: queue.max({ by: ["pod"] }).above(1000), summary: "Pod {{ $labels.pod }} is behind"',
  }),
  "template-unit": warning({
    title: "A template shows a value in the wrong unit",
    why: "Whoever is woken reads 120 % where there are 1.2 seconds.",
    wrong: 'when: lag.max().above(30), summary: "{{ $value | humanizePercentage }} behind"',
    right: 'when: lag.max().above(30), summary: "{{ $value | humanizeDuration }} behind"',
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
  "alert-reaches-nobody": error({
    title: "An alert that no route takes to anybody",
    why: "It would fire, show up in Alertmanager, and wake nobody.",
    wrong: 'defineTeam({ name: "payments", notify: { critical: [], warning: chat } })',
    right: 'defineTeam({ name: "payments", notify: { critical: pager, warning: chat } })',
  }),
  "alert-on-default-receiver": warning({
    title: "An alert that only the default receiver hears of",
    why: "The default receiver is for what nobody foresaw; an alert that lands there has no owner who would know what to do.",
    wrong: "defineWorkspace({ teams: [platformTeam], services: [checkout] })",
    right: "defineWorkspace({ teams: [platformTeam, payments], services: [checkout] })",
  }),
  "alert-delivered-twice": warning({
    title: "An alert that reaches one receiver twice",
    why: "Two messages for one fault teach people to look away.",
    wrong: "notify: { critical: [pager, pager] }",
    right: "notify: { critical: pager }",
  }),
  "alert-too-slow": error({
    title: "An alert that can take longer than it may",
    why: "A critical alert is delivered within 30 s of its fault, or within what the alert says; the message names every wait and the longest of them.",
    wrong: 'alert("CheckoutStuck", { severity: "critical", for: "5m", … })',
    right: 'alert("CheckoutStuck", { severity: "critical", for: "5m", deliverWithin: "6m", … })',
  }),
  "quiet-without-reason": error({
    title: "A service that is quiet while something else is down, for no reason",
    why: "Its alerts would be kept back by something that does not concern it, or by an alert that never fires.",
    wrong: "dependsOn: [], quietWhileDown: [ordersDatabase]",
    right: "dependsOn: [ordersDatabase], quietWhileDown: [ordersDatabase]",
  }),
  "runbook-not-found": error({
    title: "A runbook that is not there",
    why: "Whoever is woken follows the link first; a file or a heading that was renamed leads them nowhere.",
    wrong: 'runbook: "runbooks/queue.md#stuk"',
    right: 'runbook: "runbooks/queue.md#stuck"',
  }),
  "runbook-without-address": error({
    title: "A runbook in a file that nobody can open from an alert",
    why: "A file of the workspace has no address of its own: the platform says where people read the workspace's files.",
    wrong: 'definePlatform({ … }) … runbook: "runbooks/queue.md"',
    right:
      'definePlatform({ runbooks: "https://github.com/shop/observability/blob/main", … }) … runbook: "runbooks/queue.md"',
  }),
  "dead-route": error({
    title: "A route that no alert can reach",
    why: "Whoever it leads to believes to be told and never is.",
    wrong: "two routes for the same alerts, the first without `continue`",
    right: "one route for each set of alerts",
  }),
} as const;
