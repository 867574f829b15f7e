import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Labels } from "../../../src/routing/index.ts";

/** One alert in one message that a receiver got. */
export interface Recorded {
  /** When it arrived, in milliseconds since the epoch. */
  readonly at: number;
  /** Number of the message; all alerts of one have the same. */
  readonly message: number;
  readonly receiver: string;
  readonly status: "firing" | "resolved";
  readonly labels: Labels;
  /** When Prometheus says that it began; two messages of one fault share it. */
  readonly startsAt: string;
}

/** A webhook that writes down when it was called and with what. */
export interface Recorder {
  readonly url: string;
  readonly messages: readonly Recorded[];
  stop(): Promise<void>;
}

interface Payload {
  readonly receiver: string;
  readonly alerts: readonly {
    readonly labels: Labels;
    readonly startsAt: string;
    readonly status: "firing" | "resolved";
  }[];
}

/** Starts a recorder on a free port. */
export async function startRecorder(): Promise<Recorder> {
  const messages: Recorded[] = [];
  let count = 0;
  const server = createServer((request, response) => {
    const at = Date.now();
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const { receiver, alerts } = JSON.parse(Buffer.concat(chunks).toString("utf8")) as Payload;
      const message = count;
      count += 1;
      messages.push(
        ...alerts.map(({ labels, startsAt, status }) => ({
          at,
          message,
          receiver,
          status,
          labels,
          startsAt,
        })),
      );
      response.end();
    });
  });
  const port = await listen(server, 0);
  return {
    url: `http://127.0.0.1:${port}/`,
    messages,
    stop: () => close(server),
  };
}

/** Lets a server listen; 0 takes any free port. */
export function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => resolve((server.address() as AddressInfo).port));
  });
}

/** Ends a server and all its connections at once. */
export function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
