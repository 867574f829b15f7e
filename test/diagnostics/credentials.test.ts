import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { diagnostic, withoutCredentials } from "../../src/diagnostics/index.ts";

describe("credentials in addresses", () => {
  it("are not told by a diagnostic, wherever they stand in it", () => {
    const said = diagnostic("invalid-value", {
      path: "environments.production",
      message: 'not valid: "https://elastic:hunter2@es.example"',
      hint: "Not postgres://app:hunter2@db/orders either.",
    });
    expect(JSON.stringify(said)).not.toContain("hunter2");
    expect(said.message).toContain("es.example");
    expect(said.hint).toContain("@db/orders");
  });

  it("leave texts without any as they are, and never move what stands behind them", () => {
    for (const text of [
      "https://es.example/a@b",
      "mail ops@shop.example",
      "a://b c@d",
      "https://x/?q=https://y",
    ]) {
      expect(withoutCredentials(text)).toBe(text);
    }
    fc.assert(
      fc.property(fc.string(), fc.stringMatching(/^[a-z0-9:%!-]{1,20}$/), (around, credential) => {
        const text = `${around} https://${credential}@host ${around}`;
        const told = withoutCredentials(text);
        expect(told).toHaveLength(text.length);
        expect(told).toContain(`https://${"*".repeat(credential.length)}@host`);
      }),
    );
  });
});
