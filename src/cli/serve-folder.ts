import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import { extname, join, normalize, sep } from "node:path";

const TYPES: Readonly<Record<string, string>> = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
};

/**
 * Serves a folder of pages to this machine alone, until the process is interrupted.
 *
 * @param onReady is given the address, once the server listens
 */
export async function serveFolder(
  folder: string,
  port: number,
  onReady: (address: string) => void,
): Promise<void> {
  const server = createServer((request, response) => {
    void fileFor(folder, request.url ?? "/").then((file) => {
      if (file === undefined) {
        response.writeHead(404, { "content-type": "text/plain; charset=utf-8" }).end("Not found\n");
        return;
      }
      response.writeHead(200, {
        "content-type": TYPES[extname(file)] ?? "application/octet-stream",
        "x-content-type-options": "nosniff",
      });
      createReadStream(file).pipe(response);
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
  onReady(addressOf(server));
  await new Promise<void>((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) {
      process.once(signal, () => server.close(() => resolve()));
    }
  });
}

function addressOf(server: Server): string {
  const address = server.address();
  return typeof address === "object" && address !== null ? `http://127.0.0.1:${address.port}/` : "";
}

/** The file that an address names, or `undefined` when it names none in the folder. */
async function fileFor(folder: string, url: string): Promise<string | undefined> {
  try {
    const { pathname } = new URL(url, "http://localhost");
    const path = normalize(join(folder, decodeURIComponent(pathname)));
    if (path !== folder && !path.startsWith(folder + sep)) {
      return undefined;
    }
    const found = await stat(path);
    const file = found.isDirectory() ? join(path, "index.html") : path;
    return (await stat(file)).isFile() ? file : undefined;
  } catch {
    return undefined;
  }
}
