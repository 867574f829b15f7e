import { type Elk, masterNodes } from "../definitions/elk.ts";
import { type Diagnostic, diagnostic, suggest } from "../diagnostics/index.ts";
import { runsIn } from "../workspace/index.ts";
import type { Check } from "./check.ts";

/** What comes by Logstash has a service that says what its lines are, and Elasticsearch's nodes can choose a leader. */
export const elk: Check = ({ declared, environments, services }) =>
  environments.flatMap((environment): readonly Diagnostic[] => {
    const { logs } = environment.value.settings;
    if (logs?.kind !== "elk") {
      return [];
    }
    const place = environment.at("platform", "logs");
    const where = `in "${environment.value.name}"`;
    const logging = services
      .filter(({ value }) => value.logs !== undefined && runsIn(value, environment.value.name))
      .map(({ value }) => value.name);
    const names = logs.pipelines.map(({ name }) => name);
    return [
      ...logs.pipelines.flatMap(({ name, service }) => {
        const broken =
          declared.services.has(service) && !services.some(({ value }) => value.name === service);
        return logging.includes(service) || broken
          ? []
          : [
              diagnostic("invalid-value", {
                ...place,
                message: `the Logstash pipeline "${name}" brings lines of "${service}", which declares no logs ${where}`,
                hint: `Name a service whose \`logs\` say how its lines look. ${suggest(service, logging)}`,
              }),
            ];
      }),
      ...names
        .filter((name, index) => names.indexOf(name) < index)
        .map((name) =>
          diagnostic("duplicate-name", {
            ...place,
            message: `two Logstash pipelines are named "${name}" ${where}`,
            hint: "Give each pipeline a name of its own.",
          }),
        ),
      ...logs.pipelines
        .filter(({ filter = "", input }) => SECRET_SETTING.test(`${input}\n${filter}`))
        .map(({ name }) =>
          diagnostic("invalid-value", {
            ...place,
            message: `the Logstash pipeline "${name}" holds a credential ${where}`,
            hint: 'Write a variable, such as password => "${BEATS_PASSWORD}", and give it to Logstash by a Secret.',
          }),
        ),
      ...sharedPorts(logs).map((message) =>
        diagnostic("invalid-value", {
          ...place,
          message: `${message} ${where}`,
          hint: "Give each pipeline a port of its own, and none that Logstash has.",
        }),
      ),
      ...tooManyShards(logs, logging.length).map((message) =>
        diagnostic("invalid-value", {
          ...place,
          message: `${message} ${where}`,
          hint: "Run more nodes, or keep fewer services' logs here: each has a data stream of its own.",
        }),
      ),
      ...(logs.accounts.reader === logs.accounts.writer
        ? [
            diagnostic("invalid-value", {
              ...place,
              message: `whoever reads logs could write them as well ${where}: both are "${logs.accounts.reader}"`,
              hint: "Give `accounts` two Secrets, of two users.",
            }),
          ]
        : []),
      ...(logs.hot.nodes === 2 && masterNodes(logs) === 0
        ? [
            diagnostic("invalid-value", {
              ...place,
              message: `two nodes of Elasticsearch ${where} cannot choose a leader when one is gone`,
              hint: "Run one node or three, or add `masters: 3`.",
            }),
          ]
        : []),
    ];
  });

/** Indices of a data stream: those that a retention is cut into, the one that is written to, and one that is deleted. */
const INDICES_PER_STREAM = 6;
/** https://www.elastic.co/docs/reference/elasticsearch/configuration-reference/miscellaneous-cluster-settings#cluster-shard-limit */
const SHARDS_PER_NODE = 1_000;

/** A setting of a plugin that is a credential, and says it itself. */
const SECRET_SETTING =
  /\b\w*(?:password|passphrase|secret|token|api_key|access_key\w*)\s*=>\s*(?!"\$\{|'\$\{)["'\w]/i;
/** Where Logstash answers questions about itself. */
const LOGSTASH_API_PORT = 9_600;

function sharedPorts({ pipelines }: Elk): readonly string[] {
  const readers = new Map([[LOGSTASH_API_PORT, "Logstash's own API"]]);
  return pipelines.flatMap(({ listens, name }) => {
    const other = listens && readers.get(listens.port);
    if (listens !== undefined) {
      readers.set(listens.port, `the pipeline "${name}"`);
    }
    return other === undefined ? [] : [`the pipeline "${name}" and ${other} both listen on ${listens?.port}`];
  });
}

function tooManyShards({ hot, warm }: Elk, services: number): readonly string[] {
  const nodes = hot.nodes + (warm?.nodes ?? 0);
  const shards = services * INDICES_PER_STREAM * (hot.nodes > 1 ? 2 : 1);
  return shards > nodes * SHARDS_PER_NODE
    ? [
        `${services} services make about ${shards} shards of logs, and the nodes of Elasticsearch take ${nodes * SHARDS_PER_NODE}`,
      ]
    : [];
}
