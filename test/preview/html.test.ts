import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { escapeHtml, html, json, webAddress } from "../../src/preview/html.ts";

describe("the html template", () => {
  it("escapes every value and leaves HTML as it is", () => {
    const inner = html`<b title="${'"x"'}">${"<i>"}</b>`;
    expect(String(html`<p>${inner}${["a", html`<br>`, false, null, undefined, 3]}</p>`)).toBe(
      '<p><b title="&quot;x&quot;">&lt;i&gt;</b>a<br>3</p>',
    );
  });

  it("lets no text out of its element or attribute", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        expect(escapeHtml(text)).not.toMatch(/[<>"']/);
      }),
    );
  });

  it("writes data that a script element reads back and cannot be ended by", () => {
    const hostile = fc.oneof(fc.string(), fc.constantFrom("</script>", "<!--", "]]>", "\u2028"));
    fc.assert(
      fc.property(fc.dictionary(fc.string(), hostile), (data) => {
        const text = String(json(data));
        expect(text).not.toMatch(/[<>\u2028\u2029]/);
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(data)));
      }),
    );
  });

  it("links to the web alone", () => {
    expect(webAddress("https://example.com")).toBe("https://example.com");
    expect(webAddress("javascript:alert(1)")).toBeUndefined();
    expect(webAddress(" https://example.com")).toBeUndefined();
  });
});
