export { type ContractBreak, checkLine } from "./check-line.ts";
export { lineSchema } from "./json-schema.ts";
export { type LineContract, lineContract, type OwnField } from "./line-contract.ts";
