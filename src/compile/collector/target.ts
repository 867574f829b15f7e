/** Where the collector reads from, where it ships to, and where it keeps checkpoints and queues. */
export type CollectorTarget = CollectorPlace & (LokiTarget | ElasticsearchTarget);

interface CollectorPlace {
  /** Where pods' output is, as Kubernetes lays it out. */
  readonly podLogs: string;
  readonly stateDirectory: string;
}

/** Loki, over OTLP. */
export interface LokiTarget {
  /** Loki's address, without a path. */
  readonly endpoint: string;
  readonly store?: "loki";
  readonly tenant: string;
}

/** Elasticsearch, over its own bulk API. */
export interface ElasticsearchTarget {
  /** File of the certificate authority that signed what Elasticsearch shows. */
  readonly caFile: string;
  /** Elasticsearch's address, without a path. */
  readonly endpoint: string;
  readonly store: "elasticsearch";
}

/** Name of the account that the collector writes to Elasticsearch with, as a variable of its environment. */
export const USERNAME_VARIABLE = "ELASTICSEARCH_USERNAME";
/** The same of its password. */
export const PASSWORD_VARIABLE = "ELASTICSEARCH_PASSWORD";
