import { appendFileSync, mkdirSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Entry } from "./lines.ts";
import { NAMESPACE } from "./services.ts";

/** Longest piece that a container runtime writes as one line. */
const PIECE = 16_384;

/** The files that the kubelet would write for one pod of each service. */
export class PodLogs {
  readonly #root: string;
  #rotations = 0;

  constructor(root: string, services: readonly string[]) {
    this.#root = root;
    for (const service of services) {
      mkdirSync(join(root, podFolder(service), service), { recursive: true });
      writeFileSync(this.#file(service), "");
    }
  }

  /** Writes entries in the runtime's format, long ones in pieces. */
  append(entries: readonly Entry[]): void {
    const byService = new Map<string, string[]>();
    for (const { service, text } of entries) {
      const lines = byService.get(service) ?? [];
      lines.push(...text.split("\n").flatMap(pieces));
      byService.set(service, lines);
    }
    for (const [service, lines] of byService) {
      appendFileSync(this.#file(service), lines.join(""));
    }
  }

  /** Sets a service's file aside and begins a new one, as the kubelet does at 10 MiB. */
  rotate(service: string): void {
    this.#rotations += 1;
    const second = String(this.#rotations).padStart(6, "0");
    renameSync(this.#file(service), `${this.#file(service)}.20261125-${second}`);
    writeFileSync(this.#file(service), "");
  }

  #file(service: string): string {
    return join(this.#root, podFolder(service), service, "0.log");
  }
}

function podFolder(service: string): string {
  return `${NAMESPACE}_${service}-0_00000000-0000-0000-0000-000000000000`;
}

function pieces(line: string): readonly string[] {
  const time = new Date().toISOString().replace("Z", "000000Z");
  const found: string[] = [];
  for (let start = 0; start === 0 || start < line.length; start += PIECE) {
    const last = start + PIECE >= line.length;
    found.push(`${time} stdout ${last ? "F" : "P"} ${line.slice(start, start + PIECE)}\n`);
  }
  return found;
}
