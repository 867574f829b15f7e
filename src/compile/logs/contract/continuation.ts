/**
 * Begins a line that goes on with the one before: white space, as runtimes indent their stack traces, or the words
 * of the JVM between them. It says nothing by itself and is held against no contract.
 */
export const CONTINUATION = "^(?:\\s|Caused by:|Suppressed:|[.]{3} \\d+ more)";

const continuation = new RegExp(CONTINUATION);

/** Whether a line goes on with the one before. */
export function isContinuation(line: string): boolean {
  return continuation.test(line);
}
