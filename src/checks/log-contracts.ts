import { formatOf } from "../definitions/log-formats.ts";
import { labelOfField } from "../definitions/log-labels.ts";
import { groupNames } from "../definitions/log-pattern.ts";
import { LOG_FIELDS } from "../definitions/logs.ts";
import { type Diagnostic, diagnostic } from "../diagnostics/index.ts";
import type { Drafted, ParsedService } from "../workspace/index.ts";
import type { Check } from "./check.ts";

/** A service's own fields are none that the format has already, each has a label of its own, and what is redacted can be. */
export const logContracts: Check = ({ services }) =>
  services.flatMap((service) => [
    ...ownFields(service),
    ...sharedLabels(service),
    ...redactedFields(service),
    ...reservedName(service),
  ]);

/** What the collector calls a pod that it does not know yet; both spellings are one data stream. */
const UNKNOWN_SERVICE = "unknown-service";

function reservedName(service: Drafted<ParsedService>): readonly Diagnostic[] {
  return service.value.name === UNKNOWN_SERVICE && service.value.logs !== undefined
    ? [
        diagnostic("invalid-name", {
          ...service.at("name"),
          message: `"${UNKNOWN_SERVICE}" is what lines are kept under whose service is not known yet`,
          hint: "Give the service another name.",
        }),
      ]
    : [];
}

function ownFields(service: Drafted<ParsedService>): readonly Diagnostic[] {
  const { logs } = service.value;
  if (logs === undefined) {
    return [];
  }
  const { fields: common } = formatOf(logs.format);
  const groups = typeof logs.format === "string" ? undefined : groupNames(logs.format.pattern);
  return Object.keys(logs.fields).flatMap((name) => {
    const taken = LOG_FIELDS.find((field) => common[field].includes(name));
    if (taken === undefined && groups !== undefined && !groups.includes(name)) {
      return [
        diagnostic("invalid-value", {
          ...service.at("logs", "fields", name),
          message: `the pattern of lines has no group "${name}", so that no line has the field`,
          hint: `Name a group of the pattern (?<${labelOfField(name)}>…), and the field like it.`,
        }),
      ];
    }
    return taken === undefined
      ? []
      : [
          diagnostic("invalid-value", {
            ...service.at("logs", "fields", name),
            message: `"${name}" is how the format writes the ${taken} of a line, and would never be there as a field`,
            hint: `Ask for it by \`required: ["${taken}", …]\`, and leave it out of \`fields\`.`,
          }),
        ];
  });
}

function sharedLabels(service: Drafted<ParsedService>): readonly Diagnostic[] {
  const names = Object.keys(service.value.logs?.fields ?? {});
  const first = new Map<string, string>();
  return names.flatMap((name) => {
    const label = labelOfField(name);
    const other = first.get(label);
    if (other === undefined) {
      first.set(label, name);
      return [];
    }
    return [
      diagnostic("name-collision", {
        ...service.at("logs", "fields", name),
        message: `"${other}" and "${name}" are both the label ${label}`,
        hint: "Give one of the fields another name, or leave one out.",
      }),
    ];
  });
}

function redactedFields(service: Drafted<ParsedService>): readonly Diagnostic[] {
  const { logs } = service.value;
  if (logs === undefined) {
    return [];
  }
  const { fields: common } = formatOf(logs.format);
  const kept = new Set<string>(LOG_FIELDS.flatMap((field) => [field, ...common[field]]));
  return logs.redact.fields
    .filter((name) => kept.has(name))
    .map((name) =>
      diagnostic("invalid-value", {
        ...service.at("logs", "redact", "fields"),
        message: `"${name}" is what every line has, and is not taken out as a whole`,
        hint: "Say by `redact: { patterns: […] }` what must not be stored of it.",
      }),
    );
}
