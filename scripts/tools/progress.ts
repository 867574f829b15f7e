/** Says that a step of the work begins or ended. */
export type Step = (text: string) => void;

/** Where progress lines go. */
export type Log = (line: string) => void;

/** Progress belongs to standard error: standard output is for results. */
export const logToStderr: Log = (line) => {
  process.stderr.write(`${line}\n`);
};

/** One line a step, each with the seconds since the first. */
export function progress(subject: string, log: Log = logToStderr): Step {
  const start = performance.now();
  return (text) => {
    const seconds = ((performance.now() - start) / 1000).toFixed(1);
    log(`[tools ${seconds.padStart(6)} s] ${subject}: ${text}`);
  };
}
