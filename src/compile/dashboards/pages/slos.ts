import type { Slo } from "../../../definitions/index.ts";
import {
  folderUid,
  type ResolvedEnvironment,
  type ResolvedService,
  sloDashboardUid,
} from "../../../workspace/index.ts";
import { dashboardAddress } from "../addresses.ts";
import { alertMarks } from "../alert-marks.ts";
import { type ServiceContext, serviceContext } from "../context.ts";
import { deployAnnotations } from "../deploys.ts";
import { displayTitle, plainText } from "../escape.ts";
import type { Dashboard, RowDraft } from "../model.ts";
import { targetVariables } from "../target-variables.ts";
import { page } from "./page.ts";
import { budgetOverPeriod, burnByWindow, eventsByStep, spentByDay } from "./slo/panels.ts";
import { spenders } from "./slo/spenders.ts";

/** The page of a service's objectives: what is left, how fast it goes, and what spent it. */
export function sloDashboardModel(environment: ResolvedEnvironment, service: ResolvedService): Dashboard {
  const context = serviceContext(environment, service);
  return page({
    uid: sloDashboardUid(environment.name, service.name),
    title: displayTitle(`${service.displayName}: objectives`, service.name, environment.name),
    description:
      "Every objective of the service over its whole window: what is left of the budget, and what spent it.",
    tags: ["slo", service.team],
    team: service.team,
    links: [
      {
        kind: "page",
        title: plainText(service.displayName) || service.name,
        tooltip: "The service's dashboard, at the same time",
        url: dashboardAddress(environment, service.name),
        icon: "dashboard",
        newTab: false,
      },
    ],
    folderUid: folderUid(environment.name, service.team),
    dataSources: ["prometheus"],
    variables: targetVariables(context),
    annotations: [alertMarks(context.identity, context.ruleStep), ...deployAnnotations(context)],
    steps: [context.rawStep, context.ruleStep],
    rows: service.slos.map((slo) => sloRow(context, slo)),
  });
}

function sloRow(context: ServiceContext, slo: Slo): RowDraft {
  return {
    key: `row/${slo.name}`,
    title: `${slo.name}: ${slo.objective} % over ${slo.window}`,
    panels: [
      budgetOverPeriod(context, slo),
      burnByWindow(context, slo),
      eventsByStep(context, slo),
      spentByDay(context, slo),
      ...spenders(context, slo),
    ],
  };
}
