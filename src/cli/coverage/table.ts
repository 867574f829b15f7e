import { PILLARS, type Pillar, type Standing } from "../../coverage/index.ts";
import type { Colors } from "../terminal.ts";
import { type JudgedEnvironment, type JudgedService, type Score, scoreOf } from "./judgement.ts";

/** Headings over two lines, so that eleven columns and a name fit into 80 characters. */
const HEADINGS: Readonly<Record<Pillar, readonly [above: string, below: string]>> = {
  metrics: ["met-", "rics"],
  slo: ["", "slo"],
  page: ["", "page"],
  ticket: ["tick-", "et"],
  route: ["", "route"],
  dashboard: ["dash-", "board"],
  logs: ["", "logs"],
  errors: ["er-", "rors"],
  probe: ["", "probe"],
  runbook: ["run-", "book"],
  owner: ["", "owner"],
};

const WORDS: Readonly<Record<Standing, string>> = {
  covered: "yes",
  missing: "NO",
  optional: "-",
  waived: "w",
};

/** What the words of the table mean. */
export const LEGEND = "yes covered   NO required and missing   w waived   - neither asked nor there\n";

/** A longer name has a line of its own. */
const LONGEST_NAME = 15;

const TIERS = ["critical", "standard", "low"] as const;

/**
 * Services by pillar, below their tiers, in 80 characters.
 *
 * @param paged how soon a service's failure wakes somebody, such as `25 s`
 */
export function coverageTable(
  { services }: Pick<JudgedEnvironment, "services">,
  paged: (service: string) => string,
  colors: Colors,
): string {
  const first = Math.min(
    LONGEST_NAME,
    Math.max("service".length, ...services.map(({ service }) => service.length)),
  );
  const head = ([0, 1] as const).map((line) =>
    [
      (line === 0 ? "" : "service").padEnd(first),
      ...PILLARS.map((pillar) => HEADINGS[pillar][line].padEnd(widthOf(pillar))),
      line === 0 ? "paged" : "in",
    ]
      .join(" ")
      .trimEnd(),
  );
  const lines = TIERS.flatMap((tier) => {
    const own = services.filter((service) => service.tier === tier);
    return own.length === 0
      ? []
      : [
          colors.bold(`${tier}: ${scoreText(scoreOf(own))}`),
          ...own.map((service) => row(service, first, paged(service.service), colors)),
        ];
  });
  return `${[...head, ...lines].join("\n")}\n`;
}

/** "45 of 48 required are covered, 2 waived, 1 missing". */
export function scoreText({ covered, missing, required, waived }: Score): string {
  if (required === 0) {
    return "nothing is required";
  }
  const rest = [waived > 0 ? `, ${waived} waived` : "", missing > 0 ? `, ${missing} missing` : ""];
  return `${covered} of ${required} required are covered${rest.join("")}`;
}

function row({ service, standings }: JudgedService, first: number, paged: string, colors: Colors): string {
  const name = service.length > first ? `${service}\n${" ".repeat(first)}` : service.padEnd(first);
  const cells = PILLARS.map((pillar) => {
    const text = WORDS[standings[pillar]].padEnd(widthOf(pillar));
    return standings[pillar] === "missing" ? colors.red(text) : text;
  });
  return [name, ...cells, paged].join(" ");
}

function widthOf(pillar: Pillar): number {
  return Math.max(...HEADINGS[pillar].map(({ length }) => length));
}
