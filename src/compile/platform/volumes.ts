import type { JsonObject } from "../../artifacts/index.ts";

interface Volume {
  readonly size: string;
  readonly className?: string | undefined;
}

/** Share of a volume that data may fill; the rest is for the log that is written ahead and for compaction. */
const USABLE_SHARE = 0.85;
const MEBIBYTE = 1024 ** 2;
const UNIT_BYTES: Readonly<Record<string, number>> = {
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  Mi: MEBIBYTE,
  Gi: 1024 ** 3,
  Ti: 1024 ** 4,
  Pi: 1024 ** 5,
};

/** A claim for a volume of each replica, as the operator's resources take it. */
export function volumeClaim({ size, className }: Volume): JsonObject {
  return {
    volumeClaimTemplate: {
      spec: {
        accessModes: ["ReadWriteOnce"],
        resources: { requests: { storage: size } },
        ...(className !== undefined && { storageClassName: className }),
      },
    },
  };
}

/**
 * How much Prometheus may keep on a volume before it drops the oldest blocks: 85 % of it, in Prometheus's `MB`,
 * which are 2^20 bytes. A full volume stops Prometheus altogether.
 *
 * @example usableSize("100Gi") // "87040MB"
 */
export function usableSize(size: string): string {
  const match = /^([\d.]+)([A-Z]i?)$/.exec(size);
  const unit = UNIT_BYTES[match?.[2] ?? ""];
  if (match === null || unit === undefined) {
    throw new TypeError(`not a size of a volume: ${JSON.stringify(size)}`);
  }
  return `${Math.floor((Number(match[1]) * unit * USABLE_SHARE) / MEBIBYTE)}MB`;
}
