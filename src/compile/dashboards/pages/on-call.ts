import type { ResolvedEnvironment, ResolvedTeam } from "../../../workspace/index.ts";
import { folderAddress } from "../addresses.ts";
import { markdownText } from "../escape.ts";
import type { RowDraft } from "../model.ts";

const SEVERITIES = ["critical", "warning", "info"] as const;
const HEADER_UNITS = 4;
const GREATEST_HEIGHT = 20;

/** Who hears of which alerts, team by team. */
export function onCallRow(environment: ResolvedEnvironment, teams: readonly ResolvedTeam[]): RowDraft {
  const kinds = new Map(
    environment.platform.alertmanager.receivers.map(({ name, kind }) => [name, kind] as const),
  );
  const lines = teams.map((team) => {
    const cells = SEVERITIES.map((severity) =>
      team.notify[severity].map((name) => `\`${name}\` (${kinds.get(name) ?? "unknown"})`).join(", "),
    );
    // Our own variables keep the time, so that the address is written as it is.
    const title = `[${markdownText(team.displayName) || team.name}](${folderAddress(environment, team.name)})`;
    return `| ${[title, ...cells.map((cell) => cell || "nobody")].join(" | ")} |`;
  });
  return {
    key: "row/on-call",
    title: "On call",
    panels: [
      {
        key: "on-call/receivers",
        kind: "text",
        title: "Who is told",
        description:
          "The receivers of each team's alerts, by severity. The team's name leads to its dashboards.",
        width: 24,
        height: Math.min(HEADER_UNITS + lines.length, GREATEST_HEIGHT),
        links: [],
        markdown: ["| Team | Critical | Warning | Info |", "|---|---|---|---|", ...lines].join("\n"),
      },
    ],
  };
}
