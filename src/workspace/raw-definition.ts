/** A definition whose references are names and whose callbacks have run; not yet checked. */
export type RawDefinition = Readonly<Record<string, unknown>>;
