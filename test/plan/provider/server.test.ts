import { join } from "node:path";
import { type Client, credentials, makeGenericClientConstructor } from "@grpc/grpc-js";
import { afterEach, expect, it } from "vitest";
import { loadContract } from "../../../src/plan/contract/load.ts";
import { type ProviderServer, serveProvider } from "../../../src/plan/provider/server.ts";
import { temporaryFolder } from "../../support/temporary.ts";

const Generic = makeGenericClientConstructor({}, "tfplugin6.Provider");
let server: ProviderServer | undefined;
let client: Client | undefined;
afterEach(() => {
  client?.close();
  server?.close();
});

function call(method: string, request: Buffer): Promise<Buffer> {
  const path = `/tfplugin6.Provider/${method}`;
  const same = (bytes: Buffer) => bytes;
  return new Promise((resolve, reject) => {
    client?.makeUnaryRequest(path, same, same, request, (error, response) =>
      error === null && response !== undefined ? resolve(response) : reject(error),
    );
  });
}

async function serve(): Promise<void> {
  const socket = join(temporaryFolder(), "helm.sock");
  server = await serveProvider(loadContract("helm"), socket);
  client = new Generic(`unix:${socket}`, credentials.createInsecure());
}

it("answers over a socket", async () => {
  await serve();
  const schemas = await call("GetProviderSchema", Buffer.alloc(0));
  expect(schemas.includes("helm_release")).toBe(true);
  expect(await call("GetProviderSchema", Buffer.alloc(0))).toEqual(schemas);
  expect(await call("StopProvider", Buffer.alloc(0))).toEqual(Buffer.alloc(0));
});

it("answers with a diagnostic where it fails, and lives on", async () => {
  await serve();
  // Field 1, the type's name, of a request: the contract knows no such type.
  const unknownType = Buffer.from([0x0a, 4, ...Buffer.from("nope")]);
  const answer = await call("PlanResourceChange", unknownType);
  expect(answer.includes("The offline provider failed in PlanResourceChange")).toBe(true);
  expect(answer.includes("the contract knows no nope")).toBe(true);
  expect((await call("GetProviderSchema", Buffer.alloc(0))).length).toBeGreaterThan(0);
});

it("refuses a socket that cannot be made", async () => {
  await expect(serveProvider(loadContract("helm"), "/nowhere/at/all.sock")).rejects.toThrow(/nowhere/);
});
