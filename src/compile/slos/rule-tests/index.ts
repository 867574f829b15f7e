import type { JsonObject, RuleGroup, RuleTestArtifact, UntestedAlert } from "../../../artifacts/index.ts";
import type { Slo } from "../../../definitions/index.ts";
import type { ResolvedEnvironment, ResolvedService } from "../../../workspace/index.ts";
import { alertId, withOverrides } from "../../alerts/index.ts";
import { BURN_RATE_ALERT } from "../burn-rate-alerts.ts";
import { sloRuleGroups } from "../index.ts";
import { NO_DATA_ALERTS } from "../no-data-alerts.ts";
import { windowName } from "../window-plan.ts";
import { inputsFor } from "./inputs.ts";
import { idleTest, seriesGoneTest, targetsGoneTest } from "./missing-data-tests.ts";
import { placed } from "./placing.ts";
import { type RuleTest, type Setting, settingOf } from "./setting.ts";
import { lateErrorsTest, otherGroupTest, singleErrorTest, tierTests } from "./tier-tests.ts";

/**
 * Unit tests of the rules of every SLO of an environment, for promtool: each tier fires just above its threshold,
 * not just below, and recovers; an idle service, targets and series that are gone; and where an SLO has what they are
 * about, errors born late, a single error of few events, and one group among others. The series are made up from the
 * SLO's selectors; those of an expression of the user's own are sought until it has the value that a test needs, and
 * where none are found, its steps are given as they are recorded. Rules are tested as they are applied: with what the
 * service overrides, without the alerts that it disables, and at times when there is no maintenance. An alert that no
 * test shows is named.
 */
export function ruleTests(environment: ResolvedEnvironment): readonly RuleTestArtifact[] {
  return environment.teams.flatMap(({ services }) =>
    services.flatMap((service) => {
      const groups = withOverrides(service, sloRuleGroups(environment, service));
      return service.slos.flatMap((slo) => sloTests(service, slo, groups));
    }),
  );
}

function sloTests(
  service: ResolvedService,
  slo: Slo,
  groups: readonly RuleGroup[],
): readonly RuleTestArtifact[] {
  const inputs = inputsFor(service, slo);
  if (inputs === undefined) {
    return [];
  }
  const names = [`${service.name}.targets`, `${service.name}.slo.${slo.name}`];
  const own = groups.filter(({ name }) => names.includes(name));
  const setting = settingOf(service, slo, inputs, own);
  const made = [...testsOfTiers(setting), ...otherTests(setting)].map((of) => tested(setting, of));
  return [
    {
      evaluationInterval: windowName(setting.stepSeconds),
      groups: own,
      name: `${service.name}.${slo.name}`,
      tests: made.flatMap(({ tests }) => tests),
      untested: made.flatMap(({ untested }) => untested),
    },
  ];
}

/** What shows what an alert does. */
interface AlertTests {
  /** Its id; `undefined` for tests that are about no alert alone. */
  readonly alert: string | undefined;
  /** Tests that mean something only together. */
  readonly sets: readonly (readonly RuleTest[])[];
}

function testsOfTiers(setting: Setting): readonly AlertTests[] {
  return setting.tiers.map((planned) => {
    const labels = { slo: setting.slo.name, tier: planned.tier.name };
    return { alert: alertId({ alert: BURN_RATE_ALERT, labels }), sets: tierTests(setting, planned) };
  });
}

function otherTests(setting: Setting): readonly AlertTests[] {
  const metric = alertId({ alert: NO_DATA_ALERTS.metric, labels: { slo: setting.slo.name } });
  const about = (alert: string | undefined, tests: readonly RuleTest[]): readonly AlertTests[] =>
    tests.length === 0 ? [] : [{ alert, sets: [tests] }];
  return [
    ...about(undefined, otherGroupTest(setting)),
    ...about(undefined, lateErrorsTest(setting)),
    ...about(undefined, singleErrorTest(setting)),
    ...about(undefined, [idleTest(setting)]),
    ...about(NO_DATA_ALERTS.targets, targetsGoneTest(setting)),
    ...about(metric, seriesGoneTest(setting)),
  ];
}

/** The tests that are possible; where none are, the alert is untested. */
function tested(
  setting: Setting,
  { alert, sets }: AlertTests,
): { readonly tests: readonly JsonObject[]; readonly untested: readonly UntestedAlert[] } {
  const results = sets.map((tests) => placed(setting, tests));
  const tests = results.filter((result) => typeof result !== "string").flat();
  const reason = results.find((result) => typeof result === "string") ?? "too-few-events";
  return { tests, untested: alert === undefined || tests.length > 0 ? [] : [{ alert, reason }] };
}
