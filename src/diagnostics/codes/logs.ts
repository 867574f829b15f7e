import { error } from "./info.ts";

/** Codes of log contracts, and of queries of log lines. */
export const logsCodes = {
  "lines-not-countable": error({
    title: "Lines that only Loki can count",
    why: "Elasticsearch has no ruler: where logs are kept there, the collector counts the lines of an SLO as they pass, by conditions on one line.",
    wrong: 'bad: "| pattern `<_> <status>` | status >= 500"',
    right: 'bad: "| status >= 500"',
  }),
  "shared-log-source": error({
    title: "Two services read the same pods or files, or listen on the same port",
    why: "Whose a line is depends on where it was read: every line would be both services' or only one's, or one could not listen.",
    wrong: 'logs: { format: "syslog", from: syslog({ port: 514, … }) } of two services',
    right: 'logs: { format: "syslog", from: syslog({ port: 514, … }) } of one, and port 1514 of the other',
  }),
  "unknown-retention-class": error({
    title: "A service's lines are of a retention class that the platform does not have",
    why: "Nobody would know how long they are kept.",
    wrong: 'logs: { format: "json", retention: "audits" }',
    right:
      'logs: loki({ retentionClasses: { audit: "400d" }, … }) of the platform, and logs: { format: "json", retention: "audit" }',
  }),
  "unknown-log-field": error({
    title: "A query of log lines reads a field that its contract does not have",
    why: "A line without the field never matches: the query counts nothing, in silence. Lines are read by the collector; their fields are labels without a parser.",
    wrong:
      'logs: { format: "json", fields: { status: { type: "number" } } }, … logEvents({ bad: "| state >= 500", … })',
    right:
      'logs: { format: "json", fields: { status: { type: "number" } } }, … logEvents({ bad: "| status >= 500", … })',
  }),
  "log-field-type": error({
    title: "A query compares a field of log lines with what it cannot be",
    why: "The comparison fails for every line, and the query counts nothing.",
    wrong: 'fields: { order_id: { type: "string" } }, … logEvents({ bad: "| order_id > 7", … })',
    right: 'fields: { amount: { type: "number" } }, … logEvents({ bad: "| amount > 7", … })',
  }),
} as const;
