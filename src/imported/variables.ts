/** Grafana's variable syntax: `$name`, `${name…}` and `[[name…]]` (VARIABLE_REGEX of grafana/scenes). */
const VARIABLE = /\$(\w+)|\$\{(\w+)(?:\.[^:^}]+)?(?::[^}]+)?\}|\[\[(\w+?)(?::\w+)?\]\]/g;
/** Those that Grafana itself brings. */
const BUILT_IN = /^(__\w+|timeFilter|interval|rate_interval|auto)$/;

/** Names of the variables of a dashboard that a text reads, without those that Grafana brings. */
export function variablesIn(text: string): readonly string[] {
  const names = [...text.matchAll(VARIABLE)].map(([, plain, braced, old]) => plain ?? braced ?? old ?? "");
  return [...new Set(names)].filter((name) => !BUILT_IN.test(name) && !/^\d+$/.test(name));
}

// Characters of private use stand for what is put aside while the rest is replaced.
/** Stands for a variable that may be any text; as a label, one that every series has. */
const ANY = "job";
/** What comes before a number: an operator, or the parenthesis of a function that takes one first. */
const NUMBER_FOLLOWS = /(?:[-+*/%^<>=]|\b(?:topk|bottomk|limitk|quantile|histogram_quantile)\s*\()\s*$/;
const STRING = /"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|`[^`]*`/g;
const MATCHER = /(\w+)\s*(=~|!~|!=|=)\s*("(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|`[^`]*`)/g;

/**
 * PromQL or LogQL with something plausible in the place of every variable, so that it can be read: a duration for a
 * window, a label's name in a grouping, a number where one is taken. A matcher whose value is a variable keeps its label and
 * asks for any value. `undefined` when a variable stands for series or a function, which nobody can know.
 */
export function withoutVariables(query: string): string | undefined {
  const matchers = query.replace(MATCHER, (whole, label: string, _operator, value: string) =>
    hasVariable(value) ? `${label}=~".+"` : whole,
  );
  const strings: string[] = [];
  const bare = matchers.replace(STRING, (string) => `\ue001${strings.push(string) - 1}\ue002`);
  const windows = bare.replace(/\[([^\]]*\$[^\]]*|[^\]]*\[\[[^\]]*\]\][^\]]*)\]/g, (_, inner: string) => {
    const [range, step] = inner.split(":");
    return step === undefined ? `[${duration(range)}]` : `[${duration(range)}:${step && duration(step)}]`;
  });
  const offsets = windows.replace(/(offset\s+)(?:\$\w+|\$\{\w+[^}]*\})/g, "$1 5m");
  const groupings = offsets.replace(
    /\b(by|without|on|ignoring|group_left|group_right)\s*\(([^)]*)\)/g,
    (_, word, labels) => `${word} (${String(labels).replace(VARIABLE, ANY)})`,
  );
  const named = groupings.replace(VARIABLE, (_, ...found) => {
    const [offset, all] = found.slice(-2) as [number, string];
    const after = all.slice(offset + String(_).length);
    const before = all.slice(0, offset);
    const isPart = /^\s*[{([\w:]/.test(after) || /[\w:]$/.test(before);
    return !isPart && NUMBER_FOLLOWS.test(before) ? "1" : "\ue003";
  });
  return named.includes("\ue003")
    ? undefined
    : named.replace(/\ue001(\d+)\ue002/g, (_, index) => withAny(strings[Number(index)] ?? ""));
}

function duration(text = ""): string {
  return hasVariable(text) ? "5m" : text;
}

function withAny(string: string): string {
  return string.replace(VARIABLE, ANY);
}

function hasVariable(text: string): boolean {
  VARIABLE.lastIndex = 0;
  return VARIABLE.test(text);
}
