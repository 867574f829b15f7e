import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";

/** How a whole process went. */
export interface Measurement {
  /** Wall time from the start to the end of the process. */
  readonly seconds: number;
  /** Largest resident size, in units of 10^6 bytes. */
  readonly peakMegabytes: number;
  readonly stdout: string;
}

const POLL_MS = 10;

/**
 * Runs a program to its end and measures it from outside, so that programs in any language compare.
 *
 * @throws Error when the program fails: a figure of a failed run would mean nothing
 */
export function measure(program: string, args: readonly string[]): Promise<Measurement> {
  return new Promise((resolve, reject) => {
    const start = performance.now();
    const child = spawn(program, args, { stdio: ["ignore", "pipe", "pipe"] });
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    let peakKilobytes = 0;
    // The kernel keeps the peak itself; only its last value before the end is needed.
    const poll = setInterval(() => {
      peakKilobytes = Math.max(peakKilobytes, residentPeakKilobytes(child.pid));
    }, POLL_MS);
    child.stdout.on("data", (chunk: Buffer) => stdout.push(chunk));
    child.stderr.on("data", (chunk: Buffer) => stderr.push(chunk));
    child.on("error", (error) => {
      clearInterval(poll);
      reject(error);
    });
    child.on("close", (code) => {
      clearInterval(poll);
      const seconds = (performance.now() - start) / 1_000;
      if (code !== 0) {
        reject(
          new Error(`${program} ended with ${code}: ${Buffer.concat(stderr).toString("utf8").slice(-2_000)}`),
        );
        return;
      }
      resolve({
        seconds,
        peakMegabytes: (peakKilobytes * 1_024) / 1e6,
        stdout: Buffer.concat(stdout).toString("utf8"),
      });
    });
  });
}

/** The middle one of several measurements, by their time. */
export function median<T extends { readonly seconds: number }>(measurements: readonly T[]): T {
  const sorted = [...measurements].sort((a, b) => a.seconds - b.seconds);
  const middle = sorted[Math.floor(sorted.length / 2)];
  if (middle === undefined) throw new RangeError("the median of nothing");
  return middle;
}

function residentPeakKilobytes(pid: number | undefined): number {
  try {
    return Number(/^VmHWM:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0);
  } catch {
    return 0;
  }
}
