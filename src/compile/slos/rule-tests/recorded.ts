import type { Slo } from "../../../definitions/index.ts";
import type { ResolvedService } from "../../../workspace/index.ts";
import { OUTCOME, sloIdentity, sloSeries } from "../names.ts";
import { sloPlan } from "../plan.ts";
import { windowName } from "../window-plan.ts";
import {
  type Events,
  gaugeSeries,
  type InputSeries,
  movingSumSeries,
  type Phase,
  seriesName,
} from "./input-series.ts";

type Labels = Readonly<Record<string, string>>;

/**
 * Events of each step as they are recorded: those of the scrapes within the step that ends now.
 *
 * @param lateBorn whether the bad ones have no series until there are some
 */
export function recordedSeries(
  metric: string,
  labels: Labels,
  phases: readonly Phase[],
  scrapesPerStep: number,
  lateBorn = false,
): readonly InputSeries[] {
  const of = (outcome: string) => seriesName(metric, { ...labels, [OUTCOME]: outcome });
  return [
    movingSumSeries(of("total"), phases, scrapesPerStep, ({ total }) => total),
    movingSumSeries(of("bad"), phases, scrapesPerStep, ({ bad }) => bad, lateBorn),
  ];
}

/** What every part of a composite recorded for every window, each with the ratio that the composite is to have. */
export function partsSeries(
  service: ResolvedService,
  slo: Slo,
  parts: readonly string[],
  phases: readonly Phase[],
): readonly InputSeries[] {
  const { stepSeconds, recorded } = sloPlan(service.policy, slo.window);
  const windows = [stepSeconds, ...recorded.map(({ seconds }) => seconds)].map(windowName);
  return parts.flatMap((name) =>
    windows.flatMap((window) => {
      const of = (outcome: string, value: (events: Events) => number) => {
        const labels = { ...sloIdentity(service, { name }), [OUTCOME]: outcome };
        return gaugeSeries(seriesName(sloSeries.events(window), labels), phases, value);
      };
      return [of("total", ({ total }) => total), of("bad", ({ bad }) => bad)];
    }),
  );
}
