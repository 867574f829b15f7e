import { closeSync, mkdirSync, openSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type IStackSynthesizer, type ISynthesisSession, TerraformElement, type TerraformStack } from "cdktf";
import { type Configuration, type Fragment, mergeFragments } from "./configuration.ts";
import { type Write, writeJson } from "./json-text.ts";
import { resolveTokens } from "./resolve.ts";

/** How much text is held before it goes to the file. */
const BUFFER_CHARACTERS = 1 << 20;

/** A stack that holds its resources only while somebody uses them. */
interface LazilyFilled extends TerraformStack {
  readonly backend: { readonly kind: string };
  whileFilled<T>(use: () => T): T;
}

/** What was written for a stack. */
export interface WrittenStack {
  readonly bytes: number;
  readonly resources: number;
}

/**
 * Writes a stack in place of cdktf's own synthesizer. That one resolves each element twice, scans every string of
 * every document for tokens, keeps the whole stack in memory twice, and adds a `//` block to each resource; here an
 * element is resolved once, literals are not walked, and the text goes to the file in pieces.
 */
export class StackWriter implements IStackSynthesizer {
  readonly #stack: LazilyFilled;
  #written: WrittenStack | undefined;

  constructor(stack: LazilyFilled) {
    this.#stack = stack;
  }

  /** What the last synthesis wrote; `undefined` before there was one. */
  get written(): WrittenStack | undefined {
    return this.#written;
  }

  synthesize({ manifest, outdir, skipValidation }: ISynthesisSession): void {
    const { synthesizedStackPath, workingDirectory } = manifest.forStack(this.#stack);
    mkdirSync(join(outdir, workingDirectory), { recursive: true });
    this.#written = this.#stack.whileFilled(() => {
      if (skipValidation !== true) {
        this.#stack.runAllValidations();
      }
      const configuration = this.#configuration();
      const bytes = writeFile(join(outdir, synthesizedStackPath), (write) => writeJson(configuration, write));
      return { bytes, resources: countResources(configuration) };
    });
  }

  #configuration(): Configuration {
    const { id: name } = this.#stack.node;
    return {
      ...mergeFragments(name, this.#fragments()),
      // cdktf's command line reads these two of every stack.
      "//": { metadata: { backend: this.#stack.backend.kind, stackName: name }, outputs: {} },
    };
  }

  *#fragments(): Iterable<Fragment> {
    for (const element of this.#stack.node.findAll()) {
      if (TerraformElement.isTerraformElement(element)) {
        const blocks = resolveTokens(this.#stack, element.toTerraform()) as Configuration;
        yield { path: element.node.path, blocks: withoutMetadata(blocks) };
      }
    }
  }
}

/** Drops cdktf's note of where in the source a resource is from: it says nothing to Terraform. */
function withoutMetadata(blocks: Configuration): Configuration {
  for (const kind of ["resource", "data"]) {
    for (const named of Object.values(blocks[kind] ?? {})) {
      for (const body of Object.values(named as Record<string, Record<string, unknown>>)) {
        delete body["//"];
      }
    }
  }
  return blocks;
}

function countResources({ resource = {} }: Configuration): number {
  return Object.values(resource).reduce<number>((sum, named) => sum + Object.keys(named as object).length, 0);
}

function writeFile(path: string, writeAll: (write: Write) => void): number {
  const file = openSync(path, "w");
  let bytes = 0;
  let held = "";
  const flush = () => {
    const chunk = Buffer.from(held);
    writeFileSync(file, chunk);
    bytes += chunk.length;
    held = "";
  };
  try {
    writeAll((piece) => {
      held += piece;
      if (held.length > BUFFER_CHARACTERS) {
        flush();
      }
    });
    held += "\n";
    flush();
    return bytes;
  } finally {
    closeSync(file);
  }
}
