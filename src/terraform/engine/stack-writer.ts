import { closeSync, mkdirSync, openSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import {
  DefaultTokenResolver,
  type IPostProcessor,
  type IResolvable,
  type IResolveContext,
  type IStackSynthesizer,
  type ISynthesisSession,
  StringConcat,
  TerraformElement,
  type TerraformStack,
  Tokenization,
} from "cdktf";
import { type Configuration, type Fragment, mergeFragments } from "./configuration.ts";
import { jsonText } from "./json-text.ts";
import { Literal } from "./literal.ts";

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

/** Leaves literals as they are and resolves every other token as cdktf does. */
class LiteralKeepingResolver extends DefaultTokenResolver {
  override resolveToken(
    token: IResolvable,
    context: IResolveContext,
    postProcessor: IPostProcessor,
  ): unknown {
    return token instanceof Literal ? token : super.resolveToken(token, context, postProcessor);
  }
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
      const bytes = writePieces(join(outdir, synthesizedStackPath), jsonText(configuration));
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
    const resolver = new LiteralKeepingResolver(new StringConcat());
    for (const element of this.#stack.node.findAll()) {
      if (TerraformElement.isTerraformElement(element)) {
        const options = { scope: this.#stack, resolver, preparing: false };
        const blocks: Configuration = Tokenization.resolve(element.toTerraform(), options);
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

function writePieces(path: string, pieces: Iterable<string>): number {
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
    for (const piece of pieces) {
      held += piece;
      if (held.length > BUFFER_CHARACTERS) {
        flush();
      }
    }
    held += "\n";
    flush();
    return bytes;
  } finally {
    closeSync(file);
  }
}
