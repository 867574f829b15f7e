import { issuesAddress, logsAddress } from "./addresses.ts";
import type { ServiceContext } from "./context.ts";
import type { PanelLink } from "./model.ts";

/** From a graph to what the service itself said at that time: its log lines, and its errors in Sentry. */
export function incidentLinks({ environment, service }: ServiceContext): readonly PanelLink[] {
  const logs = logsAddress(environment, service);
  const issues = issuesAddress(environment, service);
  return [
    ...(logs === undefined ? [] : [{ title: "Log lines of this time", url: logs, newTab: true }]),
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
