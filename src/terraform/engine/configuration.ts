/** The blocks of one stack, by kind (`resource`, `provider` …), as Terraform's JSON syntax has them. */
export interface Configuration {
  readonly [kind: string]: Readonly<Record<string, unknown>>;
}

/** What one element of a stack adds to its configuration. */
export interface Fragment {
  /** Path of the construct that it is from. */
  readonly path: string;
  readonly blocks: Configuration;
}

type Blocks = Record<string, unknown>;

/**
 * Puts the fragments of a stack together. Later fragments add to earlier ones.
 *
 * @throws when two are one resource: Terraform would keep the last and lose the other in silence
 */
export function mergeFragments(stack: string, fragments: Iterable<Fragment>): Configuration {
  const configuration: Record<string, Blocks> = {};
  const owners = new Map<string, string>();
  for (const { path, blocks } of fragments) {
    for (const [kind, block] of Object.entries(blocks)) {
      for (const address of kind === "resource" || kind === "data" ? addresses(kind, block) : []) {
        const owner = owners.get(address);
        if (owner !== undefined) {
          throw new Error(`stack "${stack}" has ${address} twice: ${owner} and ${path}`);
        }
        owners.set(address, path);
      }
      configuration[kind] = merge(configuration[kind] ?? {}, block);
    }
  }
  return configuration;
}

function addresses(kind: string, block: Readonly<Record<string, unknown>>): readonly string[] {
  return Object.entries(block).flatMap(([type, named]) =>
    isBlocks(named) ? Object.keys(named).map((id) => `${kind}.${type}.${id}`) : [],
  );
}

function merge(target: Blocks, source: Readonly<Record<string, unknown>>): Blocks {
  for (const [key, value] of Object.entries(source)) {
    const known = target[key];
    target[key] = isBlocks(known) && isBlocks(value) ? merge(known, value) : value;
  }
  return target;
}

function isBlocks(value: unknown): value is Blocks {
  return typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}
