import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer, type RequestListener, type Server } from "node:http";
import { join } from "node:path";
import { Counter, Histogram, Registry } from "prom-client";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readyCatalog } from "../../src/cli/catalog/declared.ts";
import { everyCatalog } from "../support/catalogs.ts";
import { crowsnest, folderWith, workspace } from "./support.ts";

const PAGE = `# HELP http_requests_total Requests.
# TYPE http_requests_total counter
http_requests_total{status_code="200"} 1
# TYPE queue_depth gauge
queue_depth 3
# TYPE wait_seconds histogram
wait_seconds_bucket{le="0.5"} 1
wait_seconds_bucket{le="+Inf"} 1
`;

let server: Server;
let address: string;
const asked: { url: string; authorization: string | undefined; tenant: string | undefined }[] = [];

const answers: Readonly<Record<string, RequestListener>> = {
  "/metrics": (_, response) => void response.end(PAGE),
  "/html": (_, response) => {
    response.setHeader("content-type", "text/html");
    response.end("<!doctype html><p>Sign in");
  },
  "/": (_, response) => void response.writeHead(302, { location: "/query" }).end(),
  "/broken": (_, response) => void response.end("a 1\nb one\n\u001b[31mred 1\n"),
  "/empty": (_, response) => void response.end("# nothing\n"),
  "/denied": (_, response) => void response.writeHead(401).end(),
  "/gone": (_, response) => void response.writeHead(503).end("<html>"),
  "/moved": (_, response) =>
    void response
      .writeHead(302, { location: "https://user:hunter2@other.example/metrics?token=hunter3" })
      .end(),
  "/slow": (_, response) => {
    response.write("a 1\n");
  },
  "/cut": (_, response) => {
    response.write("a 1\n");
    setTimeout(() => response.destroy(), 20);
  },
};

beforeAll(async () => {
  server = createServer((request, response) => {
    const { authorization, "x-scope-orgid": tenant } = request.headers;
    asked.push({ url: request.url ?? "", authorization, tenant: tenant as string | undefined });
    const answer = answers[(request.url ?? "").replace(/\?.*/, "")];
    answer === undefined ? response.writeHead(404).end() : answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const bound = server.address();
  address = `http://127.0.0.1:${typeof bound === "object" ? bound?.port : ""}`;
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const said = (text: string) => text.replaceAll(address, "http://target");

describe("crowsnest catalog import", () => {
  it("writes a catalog that the same target agrees with", async () => {
    const folder = folderWith({});
    const imported = await crowsnest(folder, [
      "catalog",
      "import",
      `${address}/metrics`,
      "-o",
      "checkout.ts",
    ]);
    expect(imported).toEqual({ code: 0, stdout: "wrote checkout.ts: 3 metrics\n", stderr: "" });
    expect(said(readFileSync(join(folder, "checkout.ts"), "utf8"))).toMatchInlineSnapshot(`
      "// Written by \`crowsnest catalog import\` from http://target/metrics; from here on it is yours.
      import { counter, defineCatalog, gauge, histogram } from "crowsnest";

      export const checkoutMetrics = {
        httpRequests: counter("http_requests_total", {
          labels: ["status_code"],
          help: "Requests.",
        }),
        queueDepth: gauge("queue_depth"),
        waitSeconds: histogram("wait_seconds", { buckets: [0.5] }),
      };

      export const checkoutCatalog = defineCatalog({
        name: "checkout",
        source: "http://target/metrics",
        metrics: checkoutMetrics,
      });
      "
    `);
    const same = await crowsnest(folder, ["catalog", "diff", "./checkout.ts", `${address}/metrics`]);
    expect({ ...same, stdout: said(same.stdout) }).toEqual({
      code: 0,
      stdout: "./checkout.ts beside http://target/metrics\n\nNothing drifted from the 3 metrics declared.\n",
      stderr: "",
    });
  });

  it("prints it without a file, and tells on standard error what it cannot say", async () => {
    const folder = folderWith({ "page.prom": `${PAGE}mystery 1\n` });
    const { code, stdout, stderr } = await crowsnest(folder, ["catalog", "import", "page.prom"]);
    expect(code).toBe(0);
    expect(stdout).toContain("export const importedMetrics = {\n  httpRequests: counter(");
    expect(stdout).toContain('source: "page.prom"');
    expect(stderr).toBe("- Left out: no type is told: mystery\n");
  });

  it("writes what a registry of prom-client exposes", async () => {
    const register = new Registry();
    new Counter({
      name: "jobs_total",
      help: 'Jobs "done"',
      labelNames: ["queue"],
      registers: [register],
    }).inc({ queue: "a" });
    new Histogram({
      name: "job_seconds",
      help: "`Time`\n*/",
      buckets: [0.1, 1],
      registers: [register],
    }).observe(1);
    new Counter({ name: "errors_total", help: "Errors", labelNames: ["kind"], registers: [register] });
    const folder = folderWith({ "page.prom": await register.metrics() });
    expect(await crowsnest(folder, ["catalog", "import", "page.prom", "-o", "jobs.ts"])).toMatchObject({
      code: 0,
    });
    const { code, stdout } = await crowsnest(folder, ["catalog", "diff", "./jobs.ts", "page.prom"]);
    expect(stdout).toMatchInlineSnapshot(`
      "./jobs.ts beside page.prom

      not seen yet  errors_total  counter, announced

      Nothing drifted from the 3 metrics declared. 1 metric not seen yet.
      "
    `);
    expect(code).toBe(0);
  });

  it("replaces no file unless it is told to, and leaves nothing half-written", async () => {
    const folder = folderWith({ "page.prom": PAGE, "mine.ts": "// mine\n" });
    const args = ["catalog", "import", "page.prom", "-o", "mine.ts"];
    expect(await crowsnest(folder, args)).toEqual({
      code: 1,
      stdout: "",
      stderr: `Nothing was written: ${join(folder, "mine.ts")} is there already; --force replaces it.\n`,
    });
    expect(readFileSync(join(folder, "mine.ts"), "utf8")).toBe("// mine\n");
    expect(await crowsnest(folder, [...args, "--force"])).toMatchObject({ code: 0 });
    const before = readdirSync(folder).sort();
    expect(before).toEqual(["mine.ts", "page.prom", "tsconfig.json"]);
    for (const path of ["/broken", "/cut", "/html"]) {
      const failed = await crowsnest(folder, ["catalog", "import", `${address}${path}`, "-o", "new.ts"]);
      expect(failed).toMatchObject({ code: 1, stdout: "" });
    }
    expect(readdirSync(folder).sort()).toEqual(before);
    expect(await crowsnest(folder, ["catalog", "import", "page.prom", "-o", "new/deep/a.ts"])).toMatchObject({
      code: 0,
    });
    expect(existsSync(join(folder, "new/deep/a.ts"))).toBe(true);
  });

  it.each([
    ["page.prom/x.ts", "FOLDER/page.prom is no folder"],
    ["page.prom/deep/x.ts", "FOLDER/page.prom is no folder"],
    [".", "FOLDER is no file"],
    ["", "FOLDER is no file"],
    ["/proc/x.ts", "/proc/x.ts cannot be written: ENOENT: no such file or directory"],
  ])("says why nothing can be written to %j", async (out, reason) => {
    const folder = folderWith({ "page.prom": PAGE });
    const { code, stdout, stderr } = await crowsnest(folder, ["catalog", "import", "page.prom", "-o", out]);
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr.replace(folder, "FOLDER")).toBe(`Nothing was written: ${reason}.\n`);
    expect(readdirSync(folder).sort()).toEqual(["page.prom", "tsconfig.json"]);
  });

  it.each([
    ["/html", "http://target/html is a web page, not a page of metrics\n"],
    ["/empty", "http://target/empty exposes no metrics\n"],
    ["/denied", "http://target/denied answers 401; --header-env sends who asks\n"],
    ["/gone", "http://target/gone answers 503\n"],
    ["/moved", "http://target/moved redirects to https://other.example/metrics: name that address\n"],
    [
      "/",
      "http://target redirects to http://target/query: name its page of metrics, such as http://target/metrics, or ask a Prometheus with --prometheus\n",
    ],
    ["/slow", "http://target/slow did not answer within 0.3 s\n"],
    ["/cut", "http://target/cut cannot be reached: other side closed\n"],
    [
      "/broken",
      'http://target/broken:2: expected a number as the value, but found "one"\nhttp://target/broken:3: expected the name of a metric, but found "\\u001b[31mred 1"\n',
    ],
  ])("says in a line what is wrong with %s", async (path, message) => {
    const failed = await crowsnest(folderWith({}), [
      "catalog",
      "import",
      `${address}${path}`,
      "--timeout",
      "0.3",
    ]);
    expect({ ...failed, stderr: said(failed.stderr) }).toEqual({ code: 1, stdout: "", stderr: message });
  });

  it("says what it cannot reach or read", async () => {
    const folder = folderWith({});
    const refused = await crowsnest(folder, ["catalog", "import", "http://127.0.0.1:9/metrics"]);
    expect(refused).toMatchObject({ code: 1, stdout: "" });
    expect(refused.stderr).toMatch(/^http:\/\/127\.0\.0\.1:9\/metrics cannot be reached: .*\n$/);
    expect(await crowsnest(folder, ["catalog", "import", "none.prom"])).toEqual({
      code: 1,
      stdout: "",
      stderr: "none.prom cannot be read: ENOENT: no such file or directory\n",
    });
    expect(await crowsnest(folder, ["catalog", "import", "localhost:8080/metrics"])).toEqual({
      code: 1,
      stdout: "",
      stderr:
        "localhost:8080/metrics cannot be read: ENOENT: no such file or directory; an address begins with http:// or https://\n",
    });
    expect(await crowsnest(folder, ["catalog", "import", "."])).toMatchObject({ code: 1, stdout: "" });
  });

  it("sends who asks, and tells it nobody", async () => {
    const folder = folderWith({});
    asked.length = 0;
    const url = `${address.replace("//", "//me:hunter2@")}/metrics?token=hunter3#hunter4`;
    const { stdout } = await crowsnest(folder, ["catalog", "import", url]);
    const failed = await crowsnest(folder, ["catalog", "import", url.replace("/metrics", "/broken")]);
    const tenant = await crowsnest(
      folder,
      ["catalog", "import", `${address}/metrics`, "--header-env", "WHO"],
      {
        WHO: "X-Scope-OrgID: hunter5",
      },
    );
    const wrong = await crowsnest(
      folder,
      ["catalog", "import", `${address}/metrics`, "--header-env", "WHO"],
      {
        WHO: "hunter6",
      },
    );
    const named = await crowsnest(
      folder,
      ["catalog", "import", `${address}/metrics`, "--header-env", "WHO"],
      { WHO: "wrong: hunter7" },
    );
    expect(named.code).toBe(0);
    expect(asked).toEqual([
      { url: "/metrics?token=hunter3", authorization: "Basic bWU6aHVudGVyMg==", tenant: undefined },
      { url: "/broken?token=hunter3", authorization: "Basic bWU6aHVudGVyMg==", tenant: undefined },
      { url: "/metrics", authorization: undefined, tenant: "hunter5" },
      { url: "/metrics", authorization: undefined, tenant: undefined },
    ]);
    expect(wrong).toMatchObject({ code: 2, stdout: "" });
    expect(stdout).toContain("http");
    expect(
      [stdout, failed.stdout, failed.stderr, tenant.stdout, tenant.stderr, wrong.stderr, named.stderr].join(
        "",
      ),
    ).not.toContain("hunter");
  });

  it.each([
    ["nothing to read", []],
    ["two things to read", ["page.prom", "--prometheus", "http://localhost:9090"]],
    ["a selector for a page", ["page.prom", "--match", "{}"]],
    ["a selector that is none", ["--prometheus", "http://localhost:9090", "--match", "rate(a[5m])"]],
    ["an address that is none", ["--prometheus", "localhost:9090"]],
    ["a name that is none", ["page.prom", "--name", "My Catalog"]],
    ["labels that are none", ["page.prom", "--values", "a,b c"]],
    ["a time that is none", ["page.prom", "--timeout", "soon"]],
    ["a variable that is not set", ["page.prom", "--header-env", "NOT_SET_ANYWHERE"]],
  ])("exits with 2 on %s", async (_what, args) => {
    const { code, stdout, stderr } = await crowsnest(folderWith({ "page.prom": PAGE }), [
      "catalog",
      "import",
      ...args,
    ]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toMatch(/^error: /);
  });
});

describe("crowsnest catalog diff", () => {
  const CATALOG = `
import { counter, defineCatalog, gauge, histogram } from "crowsnest";
export const mine = defineCatalog({
  name: "mine",
  source: "a test",
  metrics: {
    requests: counter("http_requests_total", { labels: ["route"], values: { route: ["/"] } }),
    status: gauge("queue_depth", { unit: "bytes" }),
    wait: histogram("wait_seconds", { buckets: [0.1, 0.5] }),
    gone: gauge("a_gauge_that_was_there_with_a_name_that_is_far_too_long"),
    lazy: counter("refunds_total", { labels: ["reason"] }),
    other: gauge("jobs_total"),
  },
});
`;
  const LIVE = `${PAGE}# UNIT queue_depth seconds
# TYPE jobs_total counter
jobs_total 1
http_requests_total{route="/admin"} 1
# TYPE fresh gauge
fresh{a_rather_long_label="x",another_rather_long_label="x",yet_another_label="x"} 1
`;

  it("tells everything that drifted within 80 columns", async () => {
    const folder = folderWith({ "mine.ts": CATALOG, "page.prom": LIVE });
    const { code, stdout, stderr } = await crowsnest(folder, ["catalog", "diff", "mine.ts", "page.prom"]);
    expect(stdout).toMatchInlineSnapshot(`
      "mine.ts beside page.prom

      missing       a_gauge_that_was_there_with_a_name_that_is_far_too_long  gauge
      new           fresh
                      gauge (a_rather_long_label, another_rather_long_label,
                      yet_another_label)
      more labels   http_requests_total  status_code
      more values   http_requests_total  route: /admin
      type          jobs_total           counter, declared gauge
      unit          queue_depth          seconds, declared bytes
      not seen yet  refunds_total        counter
      buckets       wait_seconds         0.5, declared 0.1, 0.5

      7 differences from the 6 metrics declared. 1 metric not seen yet.
      "
    `);
    expect(stdout.split("\n").filter((line) => line.length > 80)).toEqual([]);
    expect({ code, stderr }).toEqual({ code: 1, stderr: "" });
  });

  it("prints the same as JSON", async () => {
    const folder = folderWith({ "mine.ts": CATALOG, "page.prom": LIVE });
    const { code, stdout } = await crowsnest(folder, ["catalog", "diff", "mine.ts", "page.prom", "--json"]);
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({
      catalog: "mine.ts",
      declared: 6,
      drifted: 7,
      refusal: null,
      target: "page.prom",
    });
    const failed = await crowsnest(folder, ["catalog", "diff", "mine.ts", `${address}/gone`, "--json"]);
    expect(failed).toMatchObject({ code: 1, stderr: "" });
    expect(JSON.parse(failed.stdout)).toMatchObject({ drift: [], refusal: [`${address}/gone answers 503`] });
  });

  it("lets new metrics pass, and insists on those that are not seen yet, when it is told to", async () => {
    const metrics = `{ requests: counter("http_requests_total", { labels: ["status_code"] }), lazy: counter("refunds_total", { labels: ["reason"] }) }`;
    const file = `import { counter } from "crowsnest"; export const metrics = ${metrics};`;
    const folder = folderWith({ "mine.ts": file, "page.prom": PAGE });
    const args = ["catalog", "diff", "mine.ts", "page.prom"];
    expect((await crowsnest(folder, args)).code).toBe(1);
    const lenient = await crowsnest(folder, [...args, "--allow-new"]);
    expect(lenient.stdout).toContain("Nothing drifted from the 2 metrics declared. 1 metric not seen yet.");
    expect(lenient.code).toBe(0);
    expect((await crowsnest(folder, [...args, "--allow-new", "--strict"])).code).toBe(1);
  });

  it("knows the ready catalogs, and the services of the workspace", async () => {
    const folder = workspace("valid");
    writeFileSync(join(folder, "page.prom"), "# TYPE pg_up gauge\npg_up 1\n");
    const ready = await crowsnest(folder, ["catalog", "diff", "postgres", "page.prom"]);
    expect(ready.stdout).toContain("the ready catalog postgres beside page.prom");
    expect(ready.stdout).toContain("missing");
    const service = await crowsnest(folder, ["catalog", "diff", "checkout", "page.prom"]);
    expect(service.stdout).toContain("the service checkout beside page.prom");
    const unknown = await crowsnest(folder, ["catalog", "diff", "chekout", "page.prom"]);
    expect(unknown).toMatchObject({ code: 1, stdout: "" });
    expect(unknown.stderr).toContain('Did you mean "checkout"?');
    const forced = await crowsnest(folder, ["catalog", "diff", "service:postgres", "page.prom"]);
    expect(forced).toMatchObject({ code: 1, stdout: "" });
  });

  it("knows every ready catalog by its name", () => {
    expect(everyCatalog.length).toBeGreaterThan(20);
    for (const { metrics, name } of everyCatalog) {
      expect(readyCatalog(name)).toEqual({ metrics, shown: `the ready catalog ${name}` });
    }
    expect(readyCatalog("constructor")).toBeUndefined();
  });

  it("names the ready catalog that was meant where there is no workspace", async () => {
    const folder = folderWith({ "page.prom": PAGE });
    const { code, stdout, stderr } = await crowsnest(folder, ["catalog", "diff", "postgress", "page.prom"]);
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr).toContain("[config-not-found]");
    expect(stderr).toMatch(/^"postgress" is no ready catalog.* Did you mean "postgres"\?$/m);
    const service = await crowsnest(folder, ["catalog", "diff", "service:postgress", "page.prom"]);
    expect(service.stderr).not.toContain("ready catalog");
  });

  it("says why a file is no catalog", async () => {
    const folder = folderWith({
      "page.prom": PAGE,
      "empty.ts": "export {};",
      "bad.ts": "throw new Error('no');",
      "wrong.ts":
        'export const metrics = { wait: { name: "wait_seconds", labels: [1], kind: "histogram" }, a: { name: "a", labels: [], kind: "zebra" } };',
    });
    const messages = [];
    for (const file of ["none.ts", "empty.ts", "bad.ts", "wrong.ts"]) {
      const { code, stdout, stderr } = await crowsnest(folder, ["catalog", "diff", file, "page.prom"]);
      expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
      messages.push(stderr.replace(folder, "FOLDER"));
    }
    expect(messages.join("")).toMatchInlineSnapshot(`
      "Cannot read the catalog: there is no FOLDER/none.ts
      empty.ts exports no catalog: no defineCatalog, and no object of metrics.
      Cannot read the catalog: the file failed while it loaded: Error: no
      wrong.ts exports what is no metric of a catalog.
      wait_seconds.labels.0: Invalid input: expected string, received number
      wait_seconds.buckets: Invalid input: expected array, received undefined
      a.kind: Invalid discriminator value. Expected 'counter' | 'gauge' | 'histogram' | 'nativeHistogram' | 'info'
      "
    `);
  });
});
