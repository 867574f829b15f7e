import { expect, it } from "vitest";
import { schemaDay } from "../../src/checks/index.ts";
import { filesystem, loki } from "../../src/definitions/index.ts";
import { draftOf, platformOf, workspaceOf } from "../support/definitions.ts";

it("the schema of Loki's storage has begun", () => {
  const logs = loki({ schemaFrom: "2027-01-31", storage: filesystem({ size: "10Gi" }) });
  const draft = draftOf(workspaceOf({ platform: platformOf({ logs }) }));
  expect(schemaDay(draft, "2027-01-31")).toEqual([]);
  expect(schemaDay(draft, "2027-01-30")).toMatchObject([
    { code: "invalid-value", path: expect.stringContaining("logs.schemaFrom") },
  ]);
  expect(schemaDay(draftOf(workspaceOf()), "2026-01-01")).toEqual([]);
});
