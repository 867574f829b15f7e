import { describe, expect, it } from "vitest";
import { templateLiteral } from "../../src/compile/annotations.ts";
import { formatValue } from "../../src/preview/format-value.ts";
import { markdown } from "../../src/preview/markdown.ts";
import { templateText } from "../../src/preview/template-text.ts";

describe("text of annotations", () => {
  it.each([
    ["{{ $value | humanize }} orders wait", "… orders wait"],
    ["Pod {{ $labels.pod }} runs {{- $value -}} routines", "Pod … runs … routines"],
    ["no action { here }", "no action { here }"],
  ])("shows %j to people as %j", (text, shown) => {
    expect(templateText(text)).toBe(shown);
  });

  it("shows braces of a user as they were written", () => {
    expect(templateText(templateLiteral("a {{ b }} c"))).toBe("a {{ b }} c");
  });
});

describe("Markdown of panels", () => {
  it("has tables, code and links to the web alone, and no HTML of a user", () => {
    const text = "| a |\n|---|\n| `b` |\n\n[x](javascript:alert) [y](https://example.com) <img src=x>";
    expect(String(markdown(text))).toMatchInlineSnapshot(`
      "<div class="markdown"><table>
      <thead>
      <tr>
      <th>a</th>
      </tr>
      </thead>
      <tbody>
      <tr>
      <td><code>b</code></td>
      </tr>
      </tbody>
      </table>
      <p><a href="">x</a> <a href="https://example.com">y</a> &lt;img src=x&gt;</p></div>"
    `);
  });
});

describe("values", () => {
  it.each([
    [0.25, "percentunit", "25 %"],
    [0.0123, "s", "12.3 ms"],
    [1_234_567, "bytes", "1.23 MB"],
    [null, "short", "-"],
    [0, "s", "0 s"],
  ])("%s of unit %s are %s", (value, unit, text) => {
    expect(formatValue(value, unit)).toBe(text);
  });
});
