import { isAtLeast } from "../definitions/version.ts";
import { type Diagnostic, diagnostic } from "../diagnostics/index.ts";
import { runsIn } from "../workspace/index.ts";
import type { Check } from "./check.ts";

/**
 * The first Prometheus that a scrape can be told to take native histograms from, without a feature flag.
 *
 * @see https://github.com/prometheus/prometheus/releases/tag/v3.8.0
 */
const OLDEST_WITH_NATIVE_HISTOGRAMS = "3.8.0";

/** The platform's Prometheus can store what services expose; what expressions use is looked at one by one. */
export const prometheusVersion: Check = ({ environments, services }) =>
  services.flatMap((service) =>
    Object.entries(service.value.metrics).flatMap(([key, { kind, name }]): Diagnostic[] => {
      const tooOld = environments.find(
        ({ value }) =>
          runsIn(service.value, value.name) &&
          !isAtLeast(value.settings.prometheus.version, OLDEST_WITH_NATIVE_HISTOGRAMS),
      );
      return kind !== "nativeHistogram" || tooOld === undefined
        ? []
        : [
            diagnostic("prometheus-too-old", {
              ...service.at("metrics", key),
              message: `${name} is a native histogram, which Prometheus ${tooOld.value.settings.prometheus.version} in "${tooOld.value.name}" does not scrape`,
              hint: `Set \`prometheus.version\` to ${OLDEST_WITH_NATIVE_HISTOGRAMS} or newer, or declare a classic histogram.`,
            }),
          ];
    }),
  );
