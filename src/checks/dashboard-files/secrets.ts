import type { Diagnostic } from "../../diagnostics/index.ts";
import { texts } from "../../imported/index.ts";
import type { DashboardUnderCheck } from "./dashboards.ts";

const KEYS = /^(password|basicAuthPassword|token|api_?key|authorization|secret|client_?secret)$/i;
/** Credentials that show what they are: in an address, a header, or by the prefix of who issues them. */
const VALUES =
  /:\/\/[^/\s:@]+:[^/\s@]+@|\bBearer [\w.~+/-]{16,}|\bBasic [\w+/]{12,}=*|\bgls?[ac]_\w{20,}|\bxox[abprs]-\w{8,}|\bgh[pousr]_\w{20,}|\bAKIA[0-9A-Z]{16}\b|-----BEGIN [A-Z ]*PRIVATE KEY/;

/** No credential is in a file that everybody reads; the message never shows it. */
export function secrets({ content, find }: DashboardUnderCheck): readonly Diagnostic[] {
  const keys = new Set<string>();
  for (const [key, value] of texts(content)) {
    const isGiven = value !== "" && !/^\$\{?\w+\}?$/.test(value);
    if ((KEYS.test(key) && isGiven) || VALUES.test(value)) {
      keys.add(key);
    }
  }
  return [...keys].map((key) =>
    find("secret-in-dashboard", [], {
      message: `what looks like a credential stands under "${key}"`,
      hint: "Change it where it is valid, and take it out of the file.",
    }),
  );
}
