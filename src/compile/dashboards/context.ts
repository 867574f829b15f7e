import type { Metric } from "../../definitions/index.ts";
import type { Matcher } from "../../query/promql/index.ts";
import type { ResolvedEnvironment, ResolvedService } from "../../workspace/index.ts";
import { identityMatchers, rawMatchers } from "./query.ts";

/** What every section of a service's dashboard reads. */
export interface ServiceContext {
  readonly environment: ResolvedEnvironment;
  readonly service: ResolvedService;
  /** Declared metrics by their full name. */
  readonly metrics: ReadonlyMap<string, Metric>;
  /** Matchers of series that the service exposes itself. */
  readonly raw: readonly Matcher[];
  /** Matchers of series that rules make of them. */
  readonly identity: readonly Matcher[];
  /** How often the service is scraped: the shortest step of its raw series. */
  readonly rawStep: string;
  /** How often the cluster itself is scraped: the kubelet and kube-state-metrics. */
  readonly clusterStep: string;
  /** How often rules are evaluated: the shortest step of what they record. */
  readonly ruleStep: string;
}

/** Gathers what the sections share. */
export function serviceContext(environment: ResolvedEnvironment, service: ResolvedService): ServiceContext {
  return {
    environment,
    service,
    metrics: new Map(Object.values(service.metrics).map((metric) => [metric.name, metric])),
    raw: rawMatchers(service),
    identity: identityMatchers(service),
    rawStep: service.scrape.interval,
    clusterStep: environment.platform.prometheus.scrapeInterval,
    ruleStep: environment.platform.prometheus.evaluationInterval,
  };
}
