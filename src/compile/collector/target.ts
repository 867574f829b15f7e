/** Where the collector ships to, and where it keeps checkpoints and queues. */
export interface CollectorTarget {
  /** Loki's address, without a path. */
  readonly endpoint: string;
  readonly stateDirectory: string;
  readonly tenant: string;
}
