import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readName, readSample } from "../../../src/live/exposition/sample.ts";

describe("the line of a sample", () => {
  it.each([
    ["up 1", "up", {}, 1],
    ["up\t1 1700000000000", "up", {}, 1],
    ['a:b{ c = "d" , e="f", } -2.5e3', "a:b", { c: "d", e: "f" }, -2_500],
    ['a{b="}, c=\\"\\\\\\n{"} +Inf', "a", { b: '}, c="\\\n{' }, Number.POSITIVE_INFINITY],
    ["a{} NaN", "a", {}, Number.NaN],
    ['a_total 1 1700000000.5 # {trace_id="x y"} 0.5 1700000000', "a_total", {}, 1],
    ['a_bucket{le="1"} 3 # {} 0.5', "a_bucket", { le: "1" }, 3],
    ['{"my.metric", "my label"="x"} 1', "my.metric", { "my label": "x" }, 1],
    ['a{b="unknown \\t escape"} 1', "a", { b: "unknown \\t escape" }, 1],
  ])("is read: %s", (line, name, labels, value) => {
    const sample = readSample(line);
    if ("problem" in sample) {
      throw new Error(sample.problem);
    }
    expect([sample.name, Object.fromEntries(sample.labels), sample.value]).toEqual([name, labels, value]);
  });

  it("says what is wrong", () => {
    const lines = [
      "up",
      "up one",
      "1up 1",
      "up 1 then",
      "up 1 2 3",
      "up 0x10",
      "up{ 1",
      "up{a} 1",
      "up{a=b} 1",
      'up{a="b} 1',
      'up{a="b",a="c"} 1',
      'up{a="b" c="d"} 1',
      '{a="b"} 1',
      '{"a","b"} 1',
    ];
    const problems = lines.map((line) => {
      const read = readSample(line);
      return "problem" in read ? read.problem : "it was read";
    });
    expect(problems).toMatchInlineSnapshot(`
      [
        "expected a number as the value, but the line ends",
        "expected a number as the value, but found "one"",
        "expected the name of a metric, but found "1up 1"",
        "expected a time after the value, but found "then"",
        "expected the end of the line, but found "3"",
        "expected a number as the value, but found "0x10"",
        "expected the name of a label, but found "1"",
        "expected = after the label "a", but found "} 1"",
        "expected the value of the label "a" in quotes, but found "b} 1"",
        "expected the value of the label "a" in quotes, but found "\\"b} 1"",
        "the label "a" is there twice",
        "expected , or } after a label, but found "c=\\"d\\"} 1"",
        "expected the name of a metric, but found "{a=\\"b\\"} 1"",
        "expected = after the label "b", but found "} 1"",
      ]
    `);
  });

  it("gives back whatever was printed", () => {
    const name = fc.oneof(
      fc.stringMatching(/^[a-zA-Z_:][a-zA-Z0-9_:]{0,20}$/),
      fc.string({ minLength: 1, unit: "binary" }),
    );
    const labels = fc.dictionary(
      fc.oneof(
        fc.stringMatching(/^[a-zA-Z_][a-zA-Z0-9_]{0,20}$/),
        fc.string({ minLength: 1, unit: "binary" }),
      ),
      fc.string({ unit: "binary" }),
      { maxKeys: 4, noNullPrototype: true },
    );
    fc.assert(
      fc.property(name, labels, fc.double(), fc.option(fc.integer()), (metric, texts, value, time) => {
        const pairs = Object.entries(texts);
        const inner = [quoted(metric), ...pairs.map(([label, text]) => `${quoted(label)}=${quoted(text)}`)];
        const line = `{${inner.join(",")}} ${printed(value)}${time === null ? "" : ` ${time}`}`;
        const sample = readSample(line);
        expect(sample).toEqual({ name: metric, labels: new Map(pairs), value });
        expect(readName(`${quoted(metric)} counter`)).toEqual([metric, "counter"]);
      }),
    );
  });

  it("is read in time that grows with its length, whatever it holds", () => {
    const long = 500_000;
    const lines = [" ", "9", "} ", "}#", '\\"', "# {} ", 'a="b",', "\\", "{"].flatMap((piece) => {
      const text = piece.repeat(long / piece.length);
      return [`a ${text}x`, `a{b="${text}`, `a{${text}} 1 x`, `a 1 # {${text}`, `a 1${text} # {} x y z`];
    });
    const begun = performance.now();
    for (const line of lines) {
      expect(readSample(line)).toBeDefined();
    }
    expect(performance.now() - begun).toBeLessThan(10_000);
  });

  it("never throws", () => {
    const piece = fc.constantFrom('"', "{", "}", ",", "=", "\\", " ", "a", "le", "1", "#", "NaN", "\t");
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        expect(readSample(pieces.join(""))).toBeDefined();
      }),
    );
  });
});

function quoted(text: string): string {
  const escaped = text.replaceAll("\\", "\\\\").replaceAll("\n", "\\n").replaceAll('"', '\\"');
  return `"${escaped}"`;
}

function printed(value: number): string {
  return Object.is(value, -0) ? "-0" : String(value).replace("Infinity", "Inf");
}
