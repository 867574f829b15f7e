import type { Value, ValueObject } from "../provider/value.ts";
import { type Broken, broken, exactlyOne, given, list, object, oneOf, type Rule, text } from "./rule.ts";

// Slugs of Sentry: lower case, not all digits; https://docs.sentry.io/api/projects/
const SLUG = /^(?![0-9]+$)[a-z0-9_-]{1,50}$/;

// What follows is what the provider's own validators say: jianyuan/terraform-provider-sentry,
// internal/provider/resource_alert_gen.go and resource_metric_monitor_gen.go.
const LOGIC_TYPES = ["all", "any", "any-short", "none"];
const THRESHOLDS = ["eq", "gt", "gte", "lt", "lte", "ne"];

export const sentryRules: Readonly<Record<string, Rule>> = {
  sentry_alert: alert,
  sentry_key: ({ rate_limit_count, rate_limit_window }) =>
    given(rate_limit_count) === given(rate_limit_window)
      ? []
      : broken(
          [given(rate_limit_count) ? "rate_limit_count" : "rate_limit_window"],
          "Half a rate limit",
          "A rate limit is rate_limit_count events in rate_limit_window seconds; both are needed.",
        ),
  sentry_metric_monitor: metricMonitor,
  sentry_project: ({ slug: given }) => slug(given),
  sentry_team: ({ slug: given }) => slug(given),
};

function slug(value: Value | undefined): readonly Broken[] {
  const name = text(value);
  if (name === undefined || SLUG.test(name)) return [];
  return broken(
    ["slug"],
    "Invalid slug",
    `"${name}" is not 1 to 50 of a-z, 0-9, "_" and "-", or only digits.`,
  );
}

function alert(config: ValueObject): readonly Broken[] {
  const filters = list(config.action_filters);
  return [
    ...empty(config.action_filters, ["action_filters"]),
    ...empty(config.trigger_conditions, ["trigger_conditions"]),
    ...list(config.trigger_conditions).flatMap((condition, index) =>
      exactlyOne(condition, ["trigger_conditions", index], "trigger"),
    ),
    ...filters.flatMap((filter, index) => actionFilter(object(filter), ["action_filters", index])),
  ];
}

function actionFilter(filter: ValueObject, path: Broken["path"]): readonly Broken[] {
  return [
    ...oneOf(filter.logic_type, [...path, "logic_type"], LOGIC_TYPES),
    ...list(filter.conditions).flatMap((condition, index) =>
      exactlyOne(condition, [...path, "conditions", index], "condition"),
    ),
    ...list(filter.actions).flatMap((action, index) => {
      const place = [...path, "actions", index];
      return [...exactlyOne(action, place, "action"), ...email(object(action).email, [...place, "email"])];
    }),
  ];
}

function email(value: Value | undefined, path: Broken["path"]): readonly Broken[] {
  const { target_id, target_type } = object(value);
  const needsId = target_type === "team" || target_type === "user";
  return [
    ...oneOf(target_type, [...path, "target_type"], ["issue_owners", "team", "user"]),
    ...(needsId && !given(target_id)
      ? broken(path, "Missing argument", `An email to a ${target_type} needs its target_id.`)
      : []),
  ];
}

function metricMonitor(config: ValueObject): readonly Broken[] {
  const { comparison_delta, type } = object(config.issue_detection);
  const group = object(config.condition_group);
  const owner = config.owner;
  return [
    ...oneOf(type, ["issue_detection", "type"], ["dynamic", "percent", "static"]),
    ...(type === "percent" && !given(comparison_delta)
      ? broken(["issue_detection"], "Missing argument", "Detection by percent needs comparison_delta.")
      : []),
    ...((type === "static" || type === "dynamic") && given(comparison_delta)
      ? broken(
          ["issue_detection", "comparison_delta"],
          "Conflicting arguments",
          `It has no meaning with ${type}.`,
        )
      : []),
    ...oneOf(group.logic_type, ["condition_group", "logic_type"], LOGIC_TYPES),
    ...list(group.conditions).flatMap((condition, index) =>
      threshold(object(condition), ["condition_group", "conditions", index]),
    ),
    ...(given(owner) ? exactlyOne(owner, ["owner"], "owner") : []),
  ];
}

function threshold(condition: ValueObject, path: Broken["path"]): readonly Broken[] {
  const type = text(condition.type);
  if (type === undefined || !THRESHOLDS.includes(type) || given(condition.comparison)) return [];
  return broken(path, "Missing argument", `A condition of the type ${type} needs its comparison.`);
}

function empty(value: Value | undefined, path: Broken["path"]): readonly Broken[] {
  return Array.isArray(value) && value.length === 0
    ? broken(path, "Empty list", "It needs at least one entry.")
    : [];
}
