import { type App, TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { type BackendSettings, StateBackend } from "./backend.ts";
import { StackWriter } from "./stack-writer.ts";

/** What makes up a stack. */
export interface StackContents {
  readonly name: string;
  readonly backend: BackendSettings;
  /** Adds the resources. */
  readonly fill: (scope: Construct) => void;
}

/**
 * A stack whose resources exist only while it is written, so that one stack at a time is in memory. Nothing can
 * refer into it from another stack, which is a rule of ours anyway.
 */
export class LazyStack extends TerraformStack {
  readonly backend: BackendSettings;
  readonly writer: StackWriter;
  readonly #fill: (scope: Construct) => void;

  constructor(app: App, { name, backend, fill }: StackContents) {
    super(app, name);
    this.backend = backend;
    this.#fill = fill;
    this.writer = new StackWriter(this);
    this.synthesizer = this.writer;
  }

  /** Nothing to prepare: there are no resources yet, and no references between stacks to find. */
  override prepareStack(): void {}

  /** Runs `use` while the stack holds its resources. */
  whileFilled<T>(use: () => T): T {
    try {
      return withoutStackTraces(() => {
        new StateBackend(this, this.backend);
        this.#fill(this);
        return use();
      });
    } finally {
      for (const child of this.node.children) {
        this.node.tryRemoveChild(child.node.id);
      }
    }
  }
}

/**
 * cdktf captures the whole stack for each token, to say in a message where one was made that cannot be resolved;
 * that was nearly half of the time of a synthesis. Errors themselves keep their stacks.
 */
function withoutStackTraces<T>(use: () => T): T {
  const { captureStackTrace } = Error;
  Error.captureStackTrace = () => {};
  try {
    return use();
  } finally {
    Error.captureStackTrace = captureStackTrace;
  }
}
