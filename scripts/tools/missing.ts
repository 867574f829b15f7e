import { TOOLS, type ToolName } from "./registry.ts";

/** A tool is neither there nor to be installed; the message lists what was tried and how to get it. */
export class ToolMissing extends Error {
  override readonly name = "ToolMissing";
  readonly tool: ToolName;
  readonly reasons: readonly string[];

  constructor(tool: ToolName, reasons: readonly string[]) {
    const { minimum, byHand } = TOOLS[tool];
    const variable = overrideVariable(tool);
    const lines = [
      `${tool} ${minimum} or newer is needed.`,
      ...reasons.map((reason) => `  - ${reason.replaceAll("\n", "\n    ")}`),
      `  How to get it: ${byHand}`,
      `  Or set ${variable} to the path of one that you have.`,
    ];
    super(lines.join("\n"));
    this.tool = tool;
    this.reasons = reasons;
  }
}

/** The environment variable that names a tool's program outright. */
export function overrideVariable(tool: ToolName): string {
  return `CROWSNEST_${tool.toUpperCase()}`;
}
