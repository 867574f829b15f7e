/** Where the collector reads from, where it ships to, and where it keeps checkpoints and queues. */
export interface CollectorTarget {
  /** Loki's address, without a path. */
  readonly endpoint: string;
  /** Where pods' output is, as Kubernetes lays it out. */
  readonly podLogs: string;
  readonly stateDirectory: string;
  readonly tenant: string;
}
