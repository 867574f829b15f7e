import { type Diagnostic, diagnostic } from "../diagnostics/index.ts";
import type { Draft } from "../workspace/index.ts";

/**
 * No waiver's last day is over, and none is more than a year away. Apart from the other checks, which say the same on
 * every day.
 *
 * @param today in UTC, such as `2027-01-31`; days in this form sort as they follow each other
 */
export function waiverDates({ services }: Draft, today: string): readonly Diagnostic[] {
  const year = `${String(Number(today.slice(0, 4)) + 1).padStart(4, "0")}${today.slice(4)}`;
  return services.flatMap((service) =>
    (service.value.waivers ?? []).flatMap(({ pillar, until }, index) => {
      const place = service.at("waivers", index);
      if (until < today) {
        return diagnostic("waiver-expired", {
          ...place,
          message: `the waiver of ${pillar} ended on ${until}`,
          // Whether it is still needed only artifacts tell.
          hint: `Remove it once the service has ${pillar} or nobody asks for it; until then, agree on another day with whoever owns the policy.`,
        });
      }
      return until > year
        ? diagnostic("waiver-too-long", {
            ...place,
            message: `the waiver of ${pillar} holds until ${until}, more than a year from now`,
            hint: "Choose a day within a year, or change the policy: what nobody means to mend is none of it.",
          })
        : [];
    }),
  );
}
