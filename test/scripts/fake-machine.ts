import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";

/** A PATH, a home and a cache of a test's own, with shell scripts for programs. */
export interface FakeMachine {
  readonly root: string;
  readonly cache: string;
  readonly env: NodeJS.ProcessEnv;
  readonly lines: string[];
  readonly log: (line: string) => void;
  /** Puts a program on PATH that prints the text, whatever it is asked. */
  readonly onPath: (name: string, text: string, to?: "stdout" | "stderr") => string;
  readonly remove: () => void;
}

/** Makes an empty machine: nothing on PATH, nothing cached. */
export function fakeMachine(): FakeMachine {
  const root = mkdtempSync(join(tmpdir(), "crowsnest-tools-test-"));
  const bin = join(root, "path");
  const lines: string[] = [];
  return {
    root,
    cache: join(root, "cache", "crowsnest-tools"),
    env: {
      PATH: [join(root, "nowhere"), bin].join(delimiter),
      HOME: root,
      XDG_CACHE_HOME: join(root, "cache"),
    },
    lines,
    log: (line) => lines.push(line),
    onPath: (name, text, to) => writeProgram(join(bin, name), text, to),
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}

/** Writes a program that prints the text and ends well. */
export function writeProgram(path: string, text: string, to: "stdout" | "stderr" = "stdout"): string {
  mkdirSync(join(path, ".."), { recursive: true });
  writeFileSync(path, `#!/bin/sh\nprintf '%s\\n' '${text}'${to === "stderr" ? " >&2" : ""}\n`);
  chmodSync(path, 0o755);
  return path;
}
