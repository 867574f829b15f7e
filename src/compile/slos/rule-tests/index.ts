import type { RuleGroup, RuleTestArtifact } from "../../../artifacts/index.ts";
import type { Slo } from "../../../definitions/index.ts";
import type { ResolvedEnvironment, ResolvedService } from "../../../workspace/index.ts";
import { withOverrides } from "../../alerts/index.ts";
import { sloRuleGroups } from "../index.ts";
import { windowName } from "../window-plan.ts";
import { inputsFor } from "./inputs.ts";
import { missingDataTests } from "./missing-data-tests.ts";
import { settingOf } from "./setting.ts";
import { lateErrorsTest, otherGroupTest, singleErrorTest, tierTests } from "./tier-tests.ts";

/**
 * Unit tests of the rules of every SLO of an environment, for promtool: each tier fires just above its threshold,
 * not just below, and recovers; an idle service, targets and series that are gone; and where an SLO has what they are
 * about, errors born late, a single error of few events, and one group among others. The series are made up from the
 * SLO's selectors; those of an expression of the user's own are sought until it has the value that a test needs, and
 * where none are found, its steps are given as they are recorded. Rules are tested as they are applied: with what the
 * service overrides, and without the alerts that it disables.
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
  const byTier = setting.tiers.map((tier) => ({ name: tier.tier.name, tests: tierTests(setting, tier) }));
  return [
    {
      evaluationInterval: windowName(setting.stepSeconds),
      groups: own,
      name: `${service.name}.${slo.name}`,
      tests: [
        ...byTier.flatMap(({ tests }) => tests),
        ...otherGroupTest(setting),
        ...lateErrorsTest(setting),
        ...singleErrorTest(setting),
        ...missingDataTests(setting),
      ],
      untested: byTier.filter(({ tests }) => tests.length === 0).map(({ name }) => name),
    },
  ];
}
