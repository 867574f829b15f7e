import type { OfflinePlan, PlanDiagnostic, ResourceChange, StackPlan } from "../../plan/index.ts";
import type { Colors } from "../terminal.ts";
import { table } from "./table.ts";
import { count, printable, wrap } from "./text.ts";

const WIDTH = 80;

/** An offline plan for people: a row for each stack, then what Terraform had to say. */
export function planReport(plan: OfflinePlan, colors: Colors): string {
  if (plan.kind === "nothing") {
    return `${[`Nothing was planned: ${plan.reason}.`, plan.hint].flatMap((text) => wrap(text, WIDTH)).join("\n")}\n`;
  }
  const { stacks, terraform, seconds } = plan;
  const changed = plan.baseline === null ? [] : stacks.flatMap((stack) => changes(stack, colors));
  const said = stacks.flatMap((stack) => stack.diagnostics.map((entry) => finding(stack, entry, colors)));
  const rows = [["stack", "add", "change", "destroy", "seconds", "result"], ...stacks.map(row)];
  const failed = stacks.filter(({ ok }) => !ok).length;
  const end =
    failed === 0
      ? `${count(stacks.length, "stack")} planned by ${terraform.version} in ${seconds.toFixed(1)} s.`
      : `${colors.red(count(failed, "stack"))} of ${stacks.length} failed.`;
  return [
    table(rows, ["left", "right", "right", "right", "right", "left"]),
    ...changed,
    ...said,
    `${end}\n${backends(stacks)}`,
  ].join("\n");
}

/** What a stack's plan does since the baseline, in Terraform's signs. */
function changes({ name, resources }: StackPlan, colors: Colors): readonly string[] {
  const lines = resources.flatMap(({ action, address }) => {
    const sign = SIGNS[action];
    return sign === undefined ? [] : [`  ${sign} ${printable(address)}`];
  });
  return lines.length === 0 ? [] : [`${colors.bold(printable(name))}\n${lines.join("\n")}\n`];
}

const SIGNS: Readonly<Partial<Record<ResourceChange["action"], string>>> = {
  create: "+",
  delete: "-",
  replace: "-/+",
  update: "~",
};

/** An offline plan must not look as if it had been one of the real state. */
function backends(stacks: readonly StackPlan[]): string {
  const kinds = [...new Set(stacks.map(({ backend }) => backend))].filter((kind) => kind !== "local").sort();
  return kinds.length === 0 ? "" : `The state in ${kinds.join(" and ")} was neither read nor written.\n`;
}

function row({ name, changes, seconds, ok, steps }: StackPlan): readonly string[] {
  const numbers = [changes?.add, changes?.change, changes?.destroy].map((number) => String(number ?? "-"));
  const last = steps.at(-1);
  const empty = last?.name === "second plan" ? "ok, then empty" : "ok";
  return [name, ...numbers, seconds.toFixed(1), ok ? empty : `${last?.name ?? "start"} failed`];
}

function finding(stack: StackPlan, entry: PlanDiagnostic, colors: Colors): string {
  const { severity, summary, detail, address, range } = entry;
  const label = severity === "error" ? colors.red("error") : colors.yellow("warning");
  const place = range === null ? stack.name : `${range.file}:${range.line}:${range.column}`;
  const lines = [`${colors.bold(printable(place))}`, `  ${label} ${printable(summary)}`];
  if (address !== null) {
    lines.push(`  at ${printable(address)}`);
  }
  lines.push(...wrap(printable(detail), WIDTH - 2).map((line) => `  ${line}`.trimEnd()));
  return `${lines.join("\n").trimEnd()}\n`;
}
