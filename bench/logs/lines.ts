import { checkLine, type LineContract } from "../../src/compile/logs/contract/index.ts";

/** Stands in every planted secret; nothing that is shipped may hold it. */
export const SECRET = "s3cr3t";

/** What one service writes at once: a line, or a line with a stack trace below it. */
export interface Entry {
  /** How it breaks the contract, by `crowsnest logs check`. */
  readonly breaks: readonly string[];
  /** Stands in the text as `id=<number>;`. */
  readonly id: number;
  readonly service: string;
  readonly text: string;
}

const TRACE = "0af7651916cd43dd8448eb211c80319c";
const LONG_TEXT = 300_000;

/** Deterministic numbers in [0, 1): the same seed, the same lines. (Mulberry32, public domain.) */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Lines of all services with planted faults, about one in ten. */
export function plantedEntries(
  contracts: ReadonlyMap<string, LineContract>,
  count: number,
  seed: number,
): readonly Entry[] {
  const random = seeded(seed);
  const services = [...contracts.keys()];
  return Array.from({ length: count }, (_, id) => {
    const service = services[Math.floor(random() * services.length)] ?? "";
    const contract = contracts.get(service) as LineContract;
    const text = plant(service, id, random);
    const [head = ""] = text.split("\n", 1);
    return { breaks: checkLine(contract, head), id, service, text };
  });
}

type Values = { level: string | number; message: string; time: string | number } & Record<string, unknown>;

function plant(service: string, id: number, random: () => number): string {
  const time = new Date(Date.now() - Math.floor(random() * 1_000)).toISOString();
  const values: Values = { level: "info", message: `id=${id}; order was paid`, time };
  const fault = random();
  if (fault < 0.01) {
    // Broken in the middle, with a secret before the break.
    return service === "pattern" || service === "logfmt"
      ? `id=${id}; password: ${SECRET}${id} and nothing of the format`
      : `{"msg":"id=${id};","password":"${SECRET}${id}`;
  }
  if (fault < 0.02) {
    return write(service, { ...values, level: "loud" });
  }
  if (fault < 0.03) {
    return write(service, { ...values, time: "yesterday" });
  }
  if (fault < 0.04) {
    return write(service, { ...values, trace_id: "nonsense" });
  }
  if (fault < 0.07) {
    return write(service, { ...values, ...secret(id, Math.floor(random() * (service === "pino" ? 8 : 7))) });
  }
  if (fault < 0.0705) {
    return write(service, { ...values, message: `id=${id}; ${"x".repeat(LONG_TEXT)}` });
  }
  if (fault < 0.09) {
    const trace =
      "\n    at pay (/app/pay.js:1:1)\nCaused by: refused\n    at send (/app/send.js:2:2)\n    ... 12 more";
    return write(service, { ...values, level: "error" }) + trace;
  }
  return write(service, fault < 0.5 ? { ...values, trace_id: TRACE } : values);
}

/** A secret in a field, below one, in text, a header, an address, a token, in quotes; the last as Pino's contract says. */
function secret(id: number, kind: number): Record<string, unknown> {
  const value = `${SECRET}${id}`;
  const message = (text: string) => ({ message: `id=${id}; ${text}` });
  const kinds: readonly Record<string, unknown>[] = [
    { password: value },
    { user: { accessToken: value, name: "ann" } },
    message(`login with password=${value} failed`),
    message(`sent Authorization: Basic ${value}`),
    message(`connects to postgres://app:${value}@db/orders`),
    message(`token eyJhbGciOiJIUzI1NiJ9.eyJ${SECRET}AAAA.sig${SECRET} expired`),
    message(`got {'secret': '${value} with space'}`),
    { iban: value, ...message(`paid to IBAN-${SECRET.toUpperCase()}-${id}`) },
  ];
  return kinds[kind] ?? {};
}

/** Writes values in a service's format. */
function write(service: string, { level, message, time, ...more }: Values): string {
  switch (service) {
    case "ecs":
      return JSON.stringify({
        "@timestamp": time,
        "log.level": level,
        message,
        ...("trace_id" in more ? { trace: { id: more.trace_id } } : {}),
        ...without(more, "trace_id"),
      });
    case "json":
      return JSON.stringify({ amount: 12.5, level, message, time, ...more });
    case "otel":
      return JSON.stringify({
        attributes: { order_id: "7", ...without(more, "trace_id") },
        body: message,
        severity_text: level,
        timestamp: time,
        ...("trace_id" in more && { trace_id: more.trace_id }),
      });
    case "pino":
      return JSON.stringify({
        level,
        msg: message,
        pid: 1,
        time: typeof time === "string" && time.endsWith("Z") ? Date.parse(time) : time,
        ...more,
      });
    case "logfmt": {
      const pairs = Object.entries(without(more, "user")).map(([key, value]) => `${key}=${String(value)}`);
      return [
        `ts=${time}`,
        `level=${level}`,
        `msg="${message.replace(/["']/g, "")}"`,
        "amount=12.5",
        ...pairs,
      ].join(" ");
    }
    default:
      return `${time} [${level}] ${message}`;
  }
}

function without(values: Record<string, unknown>, key: string): Record<string, unknown> {
  const { [key]: _, ...rest } = values;
  return rest;
}
