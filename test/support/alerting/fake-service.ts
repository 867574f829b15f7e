import { createServer, type Server, type ServerResponse } from "node:http";
import type { Matcher } from "../../../src/query/promql/index.ts";
import type { ResolvedService } from "../../../src/workspace/index.ts";
import { close, listen } from "./recorder.ts";

const REQUESTS_A_SECOND = 20;

/** What an instance does with those who ask. */
export type Mood = "well" | "failing" | "hung";

/** The series of one SLO's events: the metric, and the labels of what is good and what is bad. */
interface Events {
  readonly metric: string;
  readonly good: Readonly<Record<string, string>>;
  readonly bad: Readonly<Record<string, string>>;
}

/** One process of a service: counts requests while it lives, and shows its metrics. */
class Instance {
  port = 0;
  mood: Mood = "well";
  readonly #events: readonly Events[];
  readonly #counts = new Map<string, number>();
  readonly #waiting = new Set<ServerResponse>();
  #server: Server | undefined;
  #counted = Date.now();

  constructor(events: readonly Events[]) {
    this.#events = events;
  }

  /** Starts as a new process: its counters begin at zero. */
  async start(): Promise<void> {
    this.#counts.clear();
    this.#counted = Date.now();
    this.#server = createServer((_, response) => {
      if (this.mood === "hung") {
        this.#waiting.add(response);
        return;
      }
      this.count();
      response.setHeader("content-type", "text/plain; version=0.0.4");
      response.end(this.#page());
    });
    this.port = await listen(this.#server, this.port);
  }

  async stop(): Promise<void> {
    if (this.#server !== undefined) {
      await close(this.#server);
      this.#server = undefined;
    }
  }

  /** From now on the service does as it is told; what was before is counted first. */
  turn(mood: Mood): void {
    this.count();
    this.mood = mood;
    for (const response of this.#waiting) {
      response.destroy();
    }
    this.#waiting.clear();
  }

  count(): void {
    const now = Date.now();
    const requests = ((now - this.#counted) / 1_000) * REQUESTS_A_SECOND;
    this.#counted = now;
    for (const { metric, good, bad } of this.#events) {
      const series = `${metric}{${labels(this.mood === "failing" ? bad : good)}}`;
      this.#counts.set(series, (this.#counts.get(series) ?? 0) + requests);
    }
  }

  #page(): string {
    return [...this.#counts].map(([series, value]) => `${series} ${value.toFixed(3)}\n`).join("");
  }
}

/** A service of two instances whose faults a test switches. */
export interface FakeService {
  readonly service: ResolvedService;
  /** Addresses to scrape. */
  readonly targets: readonly string[];
  /** Names of its SLOs on events. */
  readonly slos: readonly string[];
  /** No instance answers: the processes are gone. */
  gone(): Promise<void>;
  /** Every instance takes connections and never answers. */
  hang(): void;
  /** Every request fails. */
  fail(): void;
  /** Instances are replaced one after the other by a version that fails every request. */
  rollOut(pauseMs: number): Promise<void>;
  /** All is well again. */
  heal(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts a service that exposes what its SLOs on events read. */
export async function startFakeService(service: ResolvedService): Promise<FakeService> {
  const events = service.slos.flatMap(({ sli }): Events[] => {
    if (sli.kind !== "events") {
      return [];
    }
    const common = valuesOf(sli.total.matchers);
    const part = { ...common, ...valuesOf(sli.part.matchers) };
    const rest = { ...common, ...valuesOf(sli.part.matchers, false) };
    const [good, bad] = sli.part.counts === "bad" ? [rest, part] : [part, rest];
    return [{ metric: sli.total.metric, good, bad }];
  });
  const instances = [new Instance(events), new Instance(events)];
  await Promise.all(instances.map((instance) => instance.start()));
  const stop = async () => {
    await Promise.all(instances.map((instance) => instance.stop()));
  };
  const turn = (mood: Mood) => {
    for (const instance of instances) {
      instance.turn(mood);
    }
  };
  let isGone = false;
  return {
    service,
    targets: instances.map(({ port }) => `127.0.0.1:${port}`),
    slos: service.slos.filter(({ sli }) => sli.kind === "events").map(({ name }) => name),
    gone: async () => {
      isGone = true;
      await stop();
    },
    hang: () => turn("hung"),
    fail: () => turn("failing"),
    rollOut: async (pauseMs) => {
      for (const instance of instances) {
        await instance.stop();
        instance.mood = "failing";
        await instance.start();
        await new Promise((resolve) => setTimeout(resolve, pauseMs));
      }
    },
    heal: async () => {
      turn("well");
      if (isGone) {
        isGone = false;
        await Promise.all(instances.map((instance) => instance.start()));
      }
    },
    stop,
  };
}

/** Labels that fulfil every matcher, or none of them. */
function valuesOf(matchers: readonly Matcher[], fulfil = true): Readonly<Record<string, string>> {
  return Object.fromEntries(
    matchers.map(({ label, operator, value }) => {
      const expression = new RegExp(`^(?:${value})$`);
      const fits = (candidate: string) =>
        operator === "=" || operator === "!="
          ? (candidate === value) === (operator === "=")
          : expression.test(candidate) === (operator === "=~");
      // Values that services use, and what the matcher itself names.
      const candidates = [value, value.split("|")[0] ?? "", "500", "200", "other"];
      return [label, candidates.find((candidate) => fits(candidate) === fulfil) ?? value];
    }),
  );
}

function labels(values: Readonly<Record<string, string>>): string {
  return Object.entries(values)
    .map(([name, value]) => `${name}=${JSON.stringify(value)}`)
    .join(",");
}
