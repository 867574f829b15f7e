import { pathToFileURL } from "node:url";
import pc from "picocolors";
import { describe, expect, it } from "vitest";
import { codeFrame, Sources } from "../../../src/cli/report/code-frame.ts";
import { githubReport } from "../../../src/cli/report/github.ts";
import { prettyReport } from "../../../src/cli/report/pretty.ts";
import { sarifReport } from "../../../src/cli/report/sarif.ts";
import { printable } from "../../../src/cli/report/text.ts";
import { type Diagnostic, diagnostic } from "../../../src/diagnostics/index.ts";

const plain = pc.createColors(false);
const hostile: Diagnostic = {
  code: "invalid-value",
  severity: "error",
  path: "services.checkout",
  message: "100%: a,b\r\n\u001b[31mred\u001b[0m \u202eevil",
  hint: "Say it plainly.",
  source: { file: "/shop/my services/a,b:c.ts", line: 3, column: 5 },
};
const nowhere = diagnostic("config-not-found", {
  path: "crowsnest.config.ts",
  message: "there is none",
  hint: "Make one.",
});

describe("the GitHub report", () => {
  it("escapes what would end a command or a property", () => {
    expect(githubReport([hostile, nowhere], "/shop")).toBe(
      "::error file=my services/a%2Cb%3Ac.ts,line=3,col=5,title=invalid-value::" +
        "services.checkout: 100%25: a,b%0D%0A\u001b[31mred\u001b[0m \u202eevil%0ASay it plainly.\n" +
        "::error title=config-not-found::crowsnest.config.ts: there is none%0AMake one.\n",
    );
  });
});

describe("the SARIF report", () => {
  const log = sarifReport([hostile, nowhere], "/shop", "/elsewhere/crowsnest.config.ts", "1.2.3");

  it("is a log of one run with its rules and results", () => {
    expect(log).toMatchInlineSnapshot(`
      {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "runs": [
          {
            "columnKind": "utf16CodeUnits",
            "results": [
              {
                "level": "error",
                "locations": [
                  {
                    "logicalLocations": [
                      {
                        "fullyQualifiedName": "services.checkout",
                      },
                    ],
                    "physicalLocation": {
                      "artifactLocation": {
                        "uri": "my%20services/a%2Cb%3Ac.ts",
                        "uriBaseId": "%SRCROOT%",
                      },
                      "region": {
                        "startColumn": 5,
                        "startLine": 3,
                      },
                    },
                  },
                ],
                "message": {
                  "text": "services.checkout: 100%: a,b
      [31mred[0m ‮evil
      Say it plainly.",
                },
                "partialFingerprints": {
                  "definitionPath/v1": "invalid-value:services.checkout",
                },
                "ruleId": "invalid-value",
                "ruleIndex": 1,
              },
              {
                "level": "error",
                "locations": [
                  {
                    "logicalLocations": [
                      {
                        "fullyQualifiedName": "crowsnest.config.ts",
                      },
                    ],
                    "physicalLocation": {
                      "artifactLocation": {
                        "uri": "file:///elsewhere/crowsnest.config.ts",
                      },
                      "region": {
                        "startColumn": 1,
                        "startLine": 1,
                      },
                    },
                  },
                ],
                "message": {
                  "text": "crowsnest.config.ts: there is none
      Make one.",
                },
                "partialFingerprints": {
                  "definitionPath/v1": "config-not-found:crowsnest.config.ts",
                },
                "ruleId": "config-not-found",
                "ruleIndex": 0,
              },
            ],
            "tool": {
              "driver": {
                "name": "crowsnest",
                "rules": [
                  {
                    "defaultConfiguration": {
                      "level": "error",
                    },
                    "fullDescription": {
                      "text": "Every command reads the workspace from \`crowsnest.config.ts\`, in the folder you stand in or the one \`--config\` names.",
                    },
                    "help": {
                      "markdown": "Every command reads the workspace from \`crowsnest.config.ts\`, in the folder you stand in or the one \`--config\` names.

      Wrong:
      \`\`\`ts
      $ cd /tmp && crowsnest check
      \`\`\`

      Right:
      \`\`\`ts
      $ crowsnest check --config infra/crowsnest.config.ts
      \`\`\`",
                      "text": "Every command reads the workspace from \`crowsnest.config.ts\`, in the folder you stand in or the one \`--config\` names.

      Wrong: $ cd /tmp && crowsnest check
      Right: $ crowsnest check --config infra/crowsnest.config.ts",
                    },
                    "id": "config-not-found",
                    "shortDescription": {
                      "text": "There is no workspace file",
                    },
                  },
                  {
                    "defaultConfiguration": {
                      "level": "error",
                    },
                    "fullDescription": {
                      "text": "The value cannot mean what the key stands for.",
                    },
                    "help": {
                      "markdown": "The value cannot mean what the key stands for.

      Wrong:
      \`\`\`ts
      prometheus: { replicas: 0 }
      \`\`\`

      Right:
      \`\`\`ts
      prometheus: { replicas: 2 }
      \`\`\`",
                      "text": "The value cannot mean what the key stands for.

      Wrong: prometheus: { replicas: 0 }
      Right: prometheus: { replicas: 2 }",
                    },
                    "id": "invalid-value",
                    "shortDescription": {
                      "text": "A value of the wrong type or form",
                    },
                  },
                ],
                "semanticVersion": "1.2.3",
              },
            },
          },
        ],
        "version": "2.1.0",
      }
    `);
  });

  it("has no key that is undefined", () => {
    expect(JSON.parse(JSON.stringify(log))).toEqual(log);
    expect(JSON.stringify(log)).toContain(pathToFileURL("/elsewhere/crowsnest.config.ts").href);
  });

  it("is valid when there is nothing to say", () => {
    expect(sarifReport([], "/shop", "/shop/crowsnest.config.ts", "1.2.3")).toMatchObject({
      version: "2.1.0",
      runs: [{ tool: { driver: { name: "crowsnest", rules: [] } }, results: [] }],
    });
  });
});

describe("the pretty report", () => {
  it("lets no text drive the terminal", () => {
    const text = prettyReport([hostile], "/shop", plain);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: none of them may be there
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/);
    expect(text).toContain("red \\u202eevil");
  });

  it("counts by severity and in files", () => {
    const text = prettyReport([hostile, { ...hostile, severity: "warning" }, nowhere], "/shop", plain);
    expect(text).toMatch(/\n2 errors and 1 warning in 1 file\n$/);
  });

  it("colours errors when it may", () => {
    expect(prettyReport([hostile], "/shop", pc.createColors(true))).toContain(
      pc.createColors(true).red("error  "),
    );
  });
});

describe("a code frame", () => {
  const sources = {
    lines: () => ["const a = 1;", "", `${" ".repeat(100)}const b = 2; // ${"x".repeat(100)}`, "\tc();"],
  } as unknown as Sources;

  it.each([1, 3, 4])("fits its width and marks the column on line %i", (line) => {
    const column = line === 3 ? 101 : line === 4 ? 2 : 1;
    const frame = codeFrame({ file: "a.ts", line, column }, sources, 60, plain);
    expect(Math.max(...frame.map((text) => text.length))).toBeLessThanOrEqual(60);
    const marked = frame.findIndex((text) => text.trimEnd().endsWith("^"));
    const at = frame[marked]?.indexOf("^") ?? -1;
    expect(frame[marked - 1]?.[at]).toBe("c");
  });

  it("is empty for a file that cannot be read or a line that is not there", () => {
    expect(codeFrame({ file: "/no/such/file.ts", line: 1, column: 1 }, new Sources(), 60, plain)).toEqual([]);
    expect(codeFrame({ file: "a.ts", line: 9, column: 1 }, sources, 60, plain)).toEqual([]);
  });
});

describe("printable text", () => {
  it("keeps letters of every language and line breaks", () => {
    expect(printable("Ü 日本 🦉\nnext")).toBe("Ü 日本 🦉\nnext");
  });
});
