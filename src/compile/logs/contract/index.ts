export { type ContractBreak, checkLine } from "./check-line.ts";
export { CONTINUATION, isContinuation } from "./continuation.ts";
export { lineSchema } from "./json-schema.ts";
export { type LineContract, lineContract, type OwnField } from "./line-contract.ts";
export { LONGEST_LINE_BYTES } from "./read-line.ts";
export { secretFinder } from "./secrets.ts";
