import { readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { crowsnest, folderWith } from "../cli/support.ts";
import { freePort, type RunningServer, startPrometheus } from "../support/servers.ts";

/** A target whose own labels are those that a scrape sets. */
const OWN = `# HELP reads_total Reads.
# TYPE reads_total counter
reads_total{namespace="mine",user="a"} 1
reads_total{namespace="mine",user="b"} 1
# TYPE wait_seconds histogram
wait_seconds_bucket{le="0.5"} 1
wait_seconds_bucket{le="1"} 1
wait_seconds_bucket{le="+Inf"} 1
wait_seconds_sum 1
wait_seconds_count 1
# TYPE build_info gauge
build_info{version="1"} 1
`;

const MIB = 1_048_576;

let target: Server;
let targetPort: number;
let prometheus: RunningServer;

beforeAll(async () => {
  target = createServer((asked, response) => {
    response.setHeader("content-type", "text/plain; version=0.0.4");
    if (asked.url !== "/large") {
      response.end(OWN);
      return;
    }
    const lines = Array.from(
      { length: 1_000 },
      (_, at) => `large_total{user="${at}",path="/a/${at}"} ${at}\n`,
    );
    const piece = lines.join("");
    let left = 100 * MIB;
    response.write("# TYPE large_total counter\n");
    const more = () => {
      while (left > 0) {
        left -= piece.length;
        if (!response.write(piece)) {
          response.once("drain", more);
          return;
        }
      }
      response.end();
    };
    more();
  });
  targetPort = await freePort();
  await new Promise<void>((resolve) => target.listen(targetPort, "127.0.0.1", resolve));
  const port = await freePort();
  prometheus = await startPrometheus({
    port,
    config: {
      global: { scrape_interval: "1s" },
      scrape_configs: [
        { job_name: "own", static_configs: [{ targets: [`127.0.0.1:${port}`] }] },
        {
          job_name: "target",
          static_configs: [
            { targets: [`127.0.0.1:${targetPort}`], labels: { namespace: "shop", zone: "a" } },
          ],
        },
      ],
    },
    rules: {},
  });
  while (!(await (await fetch(`${prometheus.url}/api/v1/query?query=sum(up)`)).text()).includes('"2"')) {
    await sleep(200);
  }
  // Once more, so that every series is there.
  await sleep(2_000);
});

afterAll(async () => {
  target?.closeAllConnections();
  target?.close();
  await prometheus?.stop();
});

describe("catalogs of what runs here", () => {
  it("are the same from Prometheus's page and from its API", async () => {
    const folder = folderWith({});
    const page = `${prometheus.url}/metrics`;
    const own = ["--prometheus", prometheus.url, "--match", '{job="own"}'];
    const imported = await crowsnest(folder, ["catalog", "import", page, "-o", "page.ts"]);
    expect(imported).toMatchObject({ code: 0 });
    const asked = await crowsnest(folder, ["catalog", "import", ...own, "-o", "api.ts"]);
    expect(`${asked.code} ${asked.stdout}`).toMatch(/^0 wrote api\.ts: \d+ metrics\n$/);
    expect(
      readFileSync(join(folder, "page.ts"), "utf8").match(/: (?:counter|gauge|histogram|info)\(/g)?.length,
    ).toBeGreaterThan(150);
    for (const file of ["page.ts", "api.ts"]) {
      for (const where of [[page], own]) {
        const { code, stdout, stderr } = await crowsnest(folder, ["catalog", "diff", file, ...where]);
        expect(`${stderr}${stdout}`).toContain("Nothing drifted");
        expect(code).toBe(0);
      }
    }
  });

  it("leave the labels of the target to the scrape, by either way", async () => {
    const folder = folderWith({});
    const url = `http://127.0.0.1:${targetPort}/metrics`;
    const api = ["--prometheus", prometheus.url, "--match", '{job="target"}'];
    const [fromPage, fromApi] = [
      await crowsnest(folder, ["catalog", "import", url, "--name", "own", "--values", "user"]),
      await crowsnest(folder, ["catalog", "import", ...api, "--name", "own", "--values", "user"]),
    ];
    const metrics = (text: string) =>
      text.slice(text.indexOf("export"), text.indexOf("\n};")).replaceAll(/^ *\/\/.*\n/gm, "");
    expect([fromApi.code, fromApi.stderr]).toEqual([0, ""]);
    expect(metrics(fromApi.stdout)).toMatchInlineSnapshot(`
      "export const ownMetrics = {
        buildInfo: info("build_info", { labels: ["version"] }),
        reads: counter("reads_total", {
          labels: ["exported_namespace", "user"],
          help: "Reads.",
          values: {
            user: ["a", "b"],
          },
        }),
        waitSeconds: histogram("wait_seconds", { buckets: [0.5, 1] }),"
    `);
    expect(metrics(fromPage.stdout)).toBe(metrics(fromApi.stdout));
  });

  it("say what is wrong with a Prometheus, or what is none", async () => {
    const folder = folderWith({});
    const none = await crowsnest(folder, [
      "catalog",
      "import",
      "--prometheus",
      prometheus.url,
      "--match",
      '{job="no"}',
    ]);
    expect(none).toEqual({
      code: 1,
      stdout: "",
      stderr: `${prometheus.url} has no series of a target that match {job="no"}\n`,
    });
    const page = await crowsnest(folder, [
      "catalog",
      "import",
      "--prometheus",
      `http://127.0.0.1:${targetPort}`,
    ]);
    expect(page).toMatchObject({ code: 1, stdout: "" });
    expect(page.stderr).toContain("does not answer as Prometheus does");
  });

  it("are read from pages of any size in little memory", async () => {
    const folder = folderWith({});
    const before = process.memoryUsage().rss;
    const { code, stdout } = await crowsnest(folder, [
      "catalog",
      "import",
      `http://127.0.0.1:${targetPort}/large`,
    ]);
    expect(code).toBe(0);
    expect(stdout).toContain('counter("large_total", { labels: ["path", "user"] })');
    expect((process.memoryUsage().rss - before) / MIB).toBeLessThan(400);
  });
});
