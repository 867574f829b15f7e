import { describe, expect, it } from "vitest";
import { files, type LogContractOptions, syslog } from "../../src/definitions/index.ts";
import { diagnose, serviceOf, servicesOf, untyped } from "../support/definitions.ts";

const named = (name: string, logs: LogContractOptions) => serviceOf({ name, logs });
const said = (...contracts: readonly LogContractOptions[]) =>
  diagnose(servicesOf(...contracts.map((logs, index) => named(`service-${index}`, logs))))
    .filter(({ code }) => code !== "shared-targets")
    .map(({ code, message, path }) => [code, path, message]);
const from = ["10.0.0.0/8"];

describe("sources of lines that no pod writes", () => {
  it("are files and syslog, on nodes and on machines outside", () => {
    expect(
      said(
        { format: "json", from: files({ paths: ["/var/log/legacy/**/*.log", "/opt/app/log"] }) },
        { format: "json", from: files({ on: "hosts", paths: ["/var/log/legacy/**/*.log"] }) },
        { format: "syslog", from: syslog({ from, port: 514, transport: "udp" }) },
        { format: "syslog", from: syslog({ from, port: 514, tls: { secret: "syslog-tls" } }) },
        { format: "pino", from: syslog({ on: "hosts", port: 514 }) },
      ),
    ).toEqual([]);
  });

  it("are no pods, which are read already", () => {
    const at = (on: "hosts" | "nodes") =>
      said({ format: "json", from: files({ on, paths: ["/var/log/pods/*/*/*.log"] }) });
    expect(at("nodes")).toEqual([["invalid-value", expect.any(String), expect.stringContaining("pods")]]);
    expect(at("hosts")).toEqual([]);
  });

  it("are one service's each", () => {
    const paths = ["/var/log/legacy/*.log"];
    expect(
      said({ format: "json", from: files({ paths }) }, { format: "json", from: files({ paths }) }),
    ).toEqual([
      [
        "shared-log-source",
        "services.service-1.logs.from",
        "service-1 and service-0 both read /var/log/legacy/*.log",
      ],
    ]);
    const listens = { format: "syslog", from: syslog({ from, port: 514 }) } as const;
    expect(said(listens, listens).map(([code]) => code)).toEqual(["shared-log-source"]);
  });

  it("of nodes share no port of the pod, where low ports are others", () => {
    const listens = (port: number) => ({ format: "syslog", from: syslog({ from, port }) }) as const;
    expect(said(listens(514), listens(10_514)).map(([code]) => code)).toEqual(["shared-log-source"]);
    expect(said(listens(514), listens(1_514))).toEqual([]);
  });

  it("are of a time zone that there is, and not open to everyone", () => {
    const listens = (options: object) =>
      ({ format: "syslog", from: syslog({ from, port: 514, ...options }) }) as const;
    expect(said(listens({ protocol: "rfc3164", timezone: "Europe/Berlin" }))).toEqual([]);
    expect(said(listens({ timezone: "Mars/Olympus" }))).toMatchObject([
      ["invalid-value", "services.service-0.logs.from.timezone", expect.anything()],
    ]);
    for (const range of ["0.0.0.0/0", "::/0"]) {
      expect(said(listens({ from: [range] }))).toMatchObject([
        [
          "invalid-value",
          expect.stringContaining("logs.from.from"),
          expect.stringContaining("open to everyone"),
        ],
      ]);
    }
  });

  it("say who may connect, and show a certificate that can be there", () => {
    const port = 6514;
    const codes = (options: Parameters<typeof syslog>[0]) =>
      said({ format: "syslog", from: syslog(options) }).map(([code]) => code);
    expect(codes({ port })).toEqual(["missing-key"]);
    expect(codes({ from: ["everyone"], port })).toEqual(["invalid-value"]);
    expect(codes({ from, port, tls: { secret: "tls" }, transport: "udp" })).toEqual(["invalid-value"]);
    expect(codes({ from, port, tls: { certificateFile: "/a/b", keyFile: "/a/c" } })).toEqual([
      "invalid-value",
    ]);
    expect(codes({ on: "hosts", port, tls: { secret: "tls" } })).toEqual(["invalid-value"]);
    expect(codes({ from, port: 8_889 })).toEqual(["invalid-value"]);
  });

  it("are no folder of everything, nothing relative, and nothing above", () => {
    for (const path of ["app.log", "/app.log", "/*/app.log", "/var/../etc/*", "${HOME}/x/y", ""]) {
      expect(said({ format: "json", from: files({ paths: [path] }) }).map(([code]) => code)).toContain(
        "invalid-value",
      );
    }
    expect(said(untyped({ format: "json", from: "files" }))).not.toEqual([]);
  });

  it("go with the rest of the contract", () => {
    expect(said({ format: "syslog" })).toEqual([
      [
        "invalid-value",
        "services.service-0.logs.format",
        "lines that do not come by syslog have nothing around them",
      ],
    ]);
    expect(
      said({ format: "json", from: files({ paths: ["/var/log/a/*"] }), podLabels: { app: "a" } }),
    ).toEqual([["invalid-value", "services.service-0.logs.podLabels", "these lines come from no pod"]]);
  });
});
