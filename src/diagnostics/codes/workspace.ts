import { error } from "./info.ts";

/** Codes of a workspace's file and of the form of definitions. */
export const workspaceCodes = {
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
  "name-collision": error({
    title: "Two things would get one identifier",
    why: "What is made carries names from definitions. Two things of one name overwrite each other, or are merged in silence, and one of them is lost.",
    wrong: 'sentry({ project: "shop" }) in two services',
    right: 'sentry({ project: "shop-checkout" }) … sentry({ project: "shop-catalog" })',
  }),
} as const;
