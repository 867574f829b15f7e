import { issuesAddress, logsAddress, tracesAddress } from "./addresses.ts";
import type { ServiceContext } from "./context.ts";
import type { PanelLink } from "./model.ts";

/** From a graph to what the service itself said at that time: its log lines, traces, and errors in Sentry. */
export function incidentLinks({ environment, service }: ServiceContext): readonly PanelLink[] {
  const logs = logsAddress(environment, service);
  const traces = tracesAddress(environment, service);
  const issues = issuesAddress(environment, service);
  return [
    ...(logs === undefined ? [] : [{ title: "Log lines of this time", url: logs, newTab: true }]),
    ...(traces === undefined ? [] : [{ title: "Traces of this time", url: traces, newTab: true }]),
    ...(issues === undefined
      ? []
      : [
          {
            title: "Errors of this time",
            url: `${issues}&start=\${__from:date:iso}&end=\${__to:date:iso}`,
            newTab: true,
          },
        ]),
  ];
}
