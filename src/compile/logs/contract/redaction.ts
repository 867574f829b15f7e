import { escapeRegex } from "../../../query/promql/index.ts";

/** What stands where something was taken out. */
export const REDACTED = "[redacted]";

/** Ends of names, in any case, of fields that nobody may store. */
const SECRET_NAMES = [
  "accesskey",
  "access_key",
  "apikey",
  "api_key",
  "api-key",
  "authorization",
  "client_secret",
  "cookie",
  "credential",
  "credentials",
  "passphrase",
  "passwd",
  "password",
  "private_key",
  "privatekey",
  "pwd",
  "secret",
  "token",
] as const;

/** Text that is a secret wherever it stands. */
const SECRET_PATTERNS = [
  // https://www.rfc-editor.org/rfc/rfc7519: header and payload begin with `{"` in base64url
  "eyJ[A-Za-z0-9_-]{8,}\\.eyJ[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]*",
  // https://www.rfc-editor.org/rfc/rfc6750
  "(?i)\\bbearer\\s+[A-Za-z0-9._~+/=-]{16,}",
  // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html
  "\\b(?:AKIA|ASIA)[0-9A-Z]{16}\\b",
  // https://github.blog/engineering/platform-security/behind-githubs-new-authentication-token-formats
  "\\bgh[pousr]_[A-Za-z0-9]{36,}",
  "\\bxox[abposr]-[A-Za-z0-9-]{10,}",
  "-----BEGIN [A-Z ]*PRIVATE KEY-----[\\s\\S]*",
  // The password of an address: https://user:password@host, redis://:password@host
  "://[^/\\s:@]*:[^/\\s]+@",
] as const;

/** What is taken out of lines, as regular expressions of RE2. */
export interface Redaction {
  /** Matches the name of a field whose value nobody may store, and of all that lies in it. */
  readonly fieldName: string;
  /** Matches such a name with its value in text, the name as the first group. */
  readonly inText: string;
  /** Match text that nobody may store. */
  readonly patterns: readonly string[];
}

/** Ends of names, in lower case, of fields that are taken out: every service's, and what one service adds. */
export function secretNames(own: { readonly fields: readonly string[] }): readonly string[] {
  return [...new Set([...SECRET_NAMES, ...own.fields.map((name) => name.toLowerCase())])].sort();
}

/** What is taken out of every service's lines, and what one service adds. */
export function redaction(own: {
  readonly fields: readonly string[];
  readonly patterns: readonly string[];
}): Redaction {
  const names = secretNames(own).map(escapeRegex).join("|");
  // A value ends with its quote or bracket, or, without one, where the next thing begins; a cut-off line may lack it.
  const value = `(?:(?:basic|bearer|digest)\\s+)?(?:"(?:[^"\\\\]|\\\\.)*"?|'[^']*'?|\\[[^\\]]*\\]?|\\{[^}]*\\}?|[^\\s,;&}"']+)`;
  return {
    fieldName: `(?i)(?:${names})(?:\\.|$)`,
    inText: `(?i)((?:${names})\\\\?["']?\\s*[:=]\\s*)\\\\?${value}`,
    patterns: [...SECRET_PATTERNS, ...own.patterns],
  };
}
