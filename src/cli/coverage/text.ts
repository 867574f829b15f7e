import type { Pillar } from "../../coverage/index.ts";
import { type DeliveryBound, paged } from "../delivery-bounds.ts";
import { listed, printable, wrap } from "../report/text.ts";
import type { Colors } from "../terminal.ts";
import type { Gap, JudgedEnvironment, JudgedWaiver, Score } from "./judgement.ts";
import { coverageTable, LEGEND, scoreText } from "./table.ts";

const WIDTH = 80;

/** Coverage for people: a table for each environment, then what is missing, what is waived, and the sum. */
export function coverageText(
  judged: {
    readonly delivery: readonly DeliveryBound[];
    readonly environments: readonly JudgedEnvironment[];
    readonly gaps: readonly Gap[];
    /** What the command line asked for. */
    readonly required: readonly Pillar[];
    readonly score: Score;
    readonly waivers: readonly JudgedWaiver[];
  },
  colors: Colors,
): string {
  const { delivery, environments, gaps, required, score, waivers } = judged;
  const tables = environments.map((environment) => {
    const { environment: name } = environment;
    const body = coverageTable(environment, (service) => paged(delivery, name, service), colors);
    return `${colors.bold(name)}\n${body}`;
  });
  const held = waivers.filter(({ state }) => state === "holds");
  return [
    ...tables,
    LEGEND,
    ...section("Missing", byFinding(gaps, gapText)),
    ...section("Waived", byFinding(held, waiverText)),
    paragraph(`In all ${scoreText(score)}${score.percent === null ? "" : ` (${score.percent} %)`}.`) +
      paragraph(policyText(environments, required)),
  ].join("\n");
}

function section(heading: string, items: readonly string[]): readonly string[] {
  const lines = items.flatMap((item) =>
    wrap(printable(item), WIDTH - 4).map((line, index) => `${index === 0 ? "  " : "    "}${line}\n`),
  );
  return lines.length === 0 ? [] : [`${heading}:\n${lines.join("")}`];
}

/** What is said of several environments in the same words is said once. */
function byFinding<Item extends { readonly environment: string }>(
  items: readonly Item[],
  text: (item: Item, places: string) => string,
): readonly string[] {
  const places = new Map<string, string[]>();
  for (const item of items) {
    const key = text(item, "\u0000");
    places.set(key, [...(places.get(key) ?? []), item.environment]);
  }
  return [...places].map(([key, names]) => key.replace("\u0000", () => listed(names)));
}

function gapText({ note, pillar, service, waivedUntil }: Gap, places: string): string {
  const over = waivedUntil === null ? "" : `; its waiver ended on ${waivedUntil}`;
  return `${service} in ${places} lacks ${pillar}: ${note}${over}`;
}

function waiverText({ pillar, reason, service, until }: JudgedWaiver, places: string): string {
  return `${service} in ${places} may lack ${pillar} until ${until}: ${reason}`;
}

function policyText(environments: readonly JudgedEnvironment[], required: readonly Pillar[]): string {
  const names = (own: boolean) =>
    environments
      .filter(({ policySource }) => (policySource === "platform") === own)
      .map(({ environment }) => environment);
  const [held, without] = [names(true), names(false)];
  const asked = required.length === 0 ? "" : `Every service must have ${listed(required)}`;
  if (held.length === 0) {
    return asked === ""
      ? "The platform has no policy, so this is the default one; give it a `coverage` of its own."
      : `${asked}; the platform has no policy.`;
  }
  const whose = without.length === 0 ? "the platform's policy" : `the policy of ${listed(held)}`;
  const rest = asked === "" ? "the default one holds" : "nothing else is asked";
  return [
    `Held against ${whose}.`,
    ...(asked === "" ? [] : [`${asked} besides.`]),
    ...(without.length === 0 ? [] : [`There is no policy in ${listed(without)}, so ${rest} there.`]),
  ].join(" ");
}

function paragraph(text: string): string {
  return `${wrap(text, WIDTH).join("\n")}\n`;
}
