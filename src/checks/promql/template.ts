import { suggest } from "../../diagnostics/index.ts";

/** What a Prometheus template reads. */
export interface Template {
  readonly problems: readonly { readonly message: string; readonly hint: string }[];
  /** Labels of the result that it shows. */
  readonly labels: readonly string[];
  /** Labels of Prometheus itself that it shows. */
  readonly externalLabels: readonly string[];
  /** Functions that format the value. */
  readonly formats: readonly string[];
}

/** Functions of templates: Go's own and those of Prometheus 3. */
const FUNCTIONS: ReadonlySet<string> = new Set(
  (
    "and call html index slice js len not or print printf println urlquery eq ne lt le gt ge " +
    "query first label value sortByLabel strvalue args reReplaceAll safeHtml match title toUpper toLower " +
    "graphLink tableLink stripPort stripDomain humanize humanize1024 humanizeDuration humanizePercentage " +
    "humanizeTimestamp toTime toDuration now pathPrefix externalURL parseDuration urlQueryEscape"
  ).split(" "),
);
const KEYWORDS: ReadonlySet<string> = new Set(
  "if else end range with define template block break continue nil true false".split(" "),
);
const VARIABLES: ReadonlySet<string> = new Set(["labels", "value", "externalLabels", "externalURL"]);
const BLOCKS: ReadonlySet<string> = new Set(["if", "range", "with", "define", "block"]);

/** Labels that the platform gives Prometheus, and those that its operator adds. */
export const EXTERNAL_LABELS: ReadonlySet<string> = new Set([
  "environment",
  "prometheus",
  "prometheus_replica",
]);

/** Fields of what Alertmanager's templates are filled with; those of a rule have none of them. */
const OF_ALERTMANAGER =
  /(?<![\w$)])\.(Alerts|Annotations|CommonAnnotations|CommonLabels|EndsAt|Fingerprint|GeneratorURL|GroupKey|GroupLabels|Receiver|StartsAt|Status)\b/g;

/** Reads a template as far as names go: actions, blocks, functions, variables and labels. */
export function readTemplate(text: string): Template {
  const problems: { message: string; hint: string }[] = [];
  const labels = new Set<string>();
  const externalLabels = new Set<string>();
  const formats = new Set<string>();
  let depth = 0;
  const { actions, rest } = actionsOf(text);
  if (rest !== undefined) {
    problems.push({ message: `the action "${rest.slice(0, 40)}" does not end`, hint: "Close it with }}." });
  }
  const declared = new Set<string>();
  for (const action of actions) {
    const words = action.replace(/"(?:\\.|[^"\\])*"|`[^`]*`/g, (quoted) => `"${quoted.slice(1, -1)}"`);
    const bare = words.replace(/"[^"]*"/g, '""');
    const [first] = /^[a-z]+/.exec(bare) ?? [];
    if (first !== undefined && BLOCKS.has(first)) {
      depth += 1;
    } else if (first === "end") {
      depth -= 1;
    }
    for (const [, name] of bare.matchAll(/\$(\w+)\s*:?=/g)) {
      declared.add(name ?? "");
    }
    for (const [, name = ""] of bare.matchAll(/\$(\w+)/g)) {
      if (!VARIABLES.has(name) && !declared.has(name)) {
        const hint = `${suggest(name, VARIABLES)} A label is read as $labels.${name}.`;
        problems.push({ message: `there is no variable "$${name}"`, hint });
      }
    }
    for (const [, label = ""] of bare.matchAll(/(?:\$labels|\.Labels)\.(\w+)/g)) {
      labels.add(label);
    }
    for (const [, label = ""] of words.matchAll(/index \$labels "(\w+)"/g)) {
      labels.add(label);
    }
    for (const [, label = ""] of bare.matchAll(/(?:\$externalLabels|\.ExternalLabels)\.(\w+)/g)) {
      externalLabels.add(label);
    }
    for (const [, field = ""] of bare.matchAll(OF_ALERTMANAGER)) {
      const message = `.${field} is known to Alertmanager's messages only`;
      problems.push({ message, hint: "A rule's template reads $labels, $value and $externalLabels." });
    }
    for (const [, name = ""] of bare.matchAll(/(?<![.$\w])([a-zA-Z]\w*)/g)) {
      if (!FUNCTIONS.has(name) && !KEYWORDS.has(name)) {
        problems.push({ message: `there is no template function "${name}"`, hint: suggest(name, FUNCTIONS) });
      }
    }
    if (/\$value|\.Value/.test(bare)) {
      const [, format] = /(humanize\w*)/.exec(bare) ?? [];
      if (format !== undefined) {
        formats.add(format);
      }
    }
  }
  if (depth !== 0 && rest === undefined) {
    const message = depth > 0 ? "a block does not end" : "an {{ end }} ends nothing";
    problems.push({ message, hint: "Each if, range and with has one {{ end }}." });
  }
  return { problems, labels: [...labels], externalLabels: [...externalLabels], formats: [...formats] };
}

/** What stands between double braces, but for comments; and an action that does not end. */
function actionsOf(text: string): { readonly actions: readonly string[]; readonly rest: string | undefined } {
  const actions: string[] = [];
  let from = 0;
  for (;;) {
    const start = text.indexOf("{{", from);
    if (start === -1) {
      return { actions, rest: undefined };
    }
    const [whole, inside] =
      /^\{\{-?((?:"(?:\\.|[^"\\])*"|`[^`]*`|(?!\}\})[^"`])*)\}\}/.exec(text.slice(start)) ?? [];
    if (whole === undefined || inside === undefined) {
      return { actions, rest: text.slice(start) };
    }
    const action = inside.replace(/-$/, "").trim();
    if (!action.startsWith("/*")) {
      actions.push(action);
    }
    from = start + whole.length;
  }
}
