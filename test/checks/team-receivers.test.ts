import { expect, it } from "vitest";
import { defineTeam } from "../../src/definitions/index.ts";
import { chat, findings, payments, untyped, workspaceOf } from "../support/definitions.ts";

it.each([
  [{ warning: chat }, ["critical"]],
  [{ critical: chat }, ["warning"]],
  [{ critical: [], warning: [] }, ["critical", "warning"]],
  [{}, ["critical", "warning"]],
  [{ critical: chat, warning: [chat] }, []],
])("tells which severities of %j reach nobody", (notify, severities) => {
  const team = defineTeam({ name: "silent", notify: untyped(notify) });
  expect(findings(workspaceOf({ teams: [payments, team] }))).toEqual(
    severities.map((severity) => ["team-without-receiver", `teams.silent.notify.${severity}`]),
  );
});
