import { readFileSync } from "node:fs";
import Handlebars from "handlebars";
import type { ResolvedEnvironment } from "../../workspace/index.ts";
import { templateLiteral } from "../annotations.ts";

/** Name of the file that Alertmanager reads its templates from. */
export const TEMPLATE_FILE = "crowsnest.tmpl";

/** Alerts that one message shows whole; it says how many more there are. */
const LIMIT = 10;

/** Characters of a summary or a description. */
const TEXT_LIMIT = 2_000;

/** Characters of a summary in a title, and in a subject of SNS, which takes 99 in all on one line. */
const LIMITS = { brief: 80, subject: 200 };

/** Pages that an alert links, by the annotation that holds the address. */
const LINKS = [
  { annotation: "runbook_url", title: "Runbook" },
  { annotation: "dashboard_url", title: "Dashboard" },
  { annotation: "logs_url", title: "Logs" },
  { annotation: "errors_url", title: "Errors" },
];

/** A replacement by regular expression, in Go's words. */
interface Escape {
  readonly from: string;
  readonly to: string;
}

/** How one kind of receiver writes text. */
interface Flavour {
  readonly name: string;
  readonly newline: string;
  readonly bold: readonly [before: string, after: string];
  /** Around a link's address and text; the text comes first or last. */
  readonly linkParts: readonly [before: string, between: string, after: string];
  readonly linkTextFirst: boolean;
  readonly escapes: readonly Escape[];
  readonly urlEscapes: readonly Escape[];
  /** Whether values in an address must be encoded; Go does it itself in HTML, and forbids to do it twice. */
  readonly urlencode: boolean;
  /** Alerts that one message shows, and characters of a text. */
  readonly limit: number;
  readonly textLimit: number;
}

const ENTITIES: readonly Escape[] = [
  { from: "&", to: "&amp;" },
  { from: "<", to: "&lt;" },
  { from: ">", to: "&gt;" },
];
/** Characters that would end a link's address; percent-encoded, they are the same address. */
const URL_ESCAPES: readonly Escape[] = [
  { from: "\\(", to: "%28" },
  { from: "\\)", to: "%29" },
  { from: "<", to: "%3C" },
  { from: ">", to: "%3E" },
  { from: "\\|", to: "%7C" },
  { from: '"', to: "%22" },
  { from: "\\s", to: "%20" },
];

const FLAVOURS: readonly Flavour[] = [
  {
    name: "plain",
    newline: "\n",
    bold: ["", ""],
    linkParts: ["", ": ", ""],
    linkTextFirst: true,
    escapes: [],
    urlEscapes: [],
    urlencode: true,
    limit: LIMIT,
    textLimit: TEXT_LIMIT,
  },
  {
    name: "slack",
    newline: "\n",
    bold: ["*", "*"],
    linkParts: ["<", "|", ">"],
    linkTextFirst: false,
    escapes: ENTITIES,
    urlEscapes: URL_ESCAPES,
    urlencode: true,
    limit: LIMIT,
    textLimit: TEXT_LIMIT,
  },
  {
    name: "markdown",
    // Two spaces end a line in every dialect.
    newline: "  \n",
    bold: ["**", "**"],
    linkParts: ["[", "](", ")"],
    linkTextFirst: true,
    escapes: [
      { from: "([\\\\`*_\\[\\]<>~|#])", to: "\\$1" },
      // A name after it would be called.
      { from: "@", to: "@\u200b" },
    ],
    urlEscapes: URL_ESCAPES,
    urlencode: true,
    limit: LIMIT,
    // Microsoft Teams takes 28 KB.
    textLimit: 500,
  },
  {
    // Go escapes what it puts into HTML.
    name: "html",
    newline: "<br>\n",
    bold: ["<b>", "</b>"],
    linkParts: ['<a href="', '">', "</a>"],
    linkTextFirst: false,
    escapes: [],
    urlEscapes: [],
    urlencode: false,
    limit: LIMIT,
    textLimit: TEXT_LIMIT,
  },
  {
    // Telegram knows no line break but the character.
    name: "telegram",
    newline: "\n",
    bold: ["<b>", "</b>"],
    linkParts: ['<a href="', '">', "</a>"],
    linkTextFirst: false,
    escapes: [],
    urlEscapes: [],
    urlencode: false,
    // Alertmanager sends nothing of a message that is longer than Telegram's 4,096 characters.
    limit: 1,
    textLimit: 300,
  },
];

const SOURCE = new URL("../../../templates/notifications/crowsnest.tmpl.hbs", import.meta.url);
let compiled: HandlebarsTemplateDelegate | undefined;

/** The notification templates of an environment, for Alertmanager to render. */
export function notificationTemplates(environment: Pick<ResolvedEnvironment, "name">): string {
  compiled ??= compileTemplate(readFileSync(SOURCE, "utf8"));
  return compiled({ environment: environment.name, flavours: FLAVOURS, limits: LIMITS, links: LINKS });
}

/**
 * Compiles a Handlebars template that makes Go templates: `[[ ]]` in its source becomes Go's `{{ }}`, while brackets
 * and braces of values stay what they are.
 */
export function compileTemplate(source: string): HandlebarsTemplateDelegate {
  const handlebars = Handlebars.create();
  handlebars.registerHelper({
    open: () => "{{",
    close: () => "}}",
    id: identifier,
    string: goString,
    text: templateLiteral,
  });
  const marked = source.replaceAll("[[", "{{open}}").replaceAll("]]", "{{close}}");
  return handlebars.compile(marked, { noEscape: true, strict: true });
}

/** A name or number of ours, where neither engine would read anything but itself. */
function identifier(value: string | number): string {
  const text = String(value);
  if (!/^\w+$/.test(text)) {
    throw new TypeError(`not an identifier: ${text}`);
  }
  return text;
}

/** A string of Go's template language that holds the text. */
function goString(text: string): string {
  return JSON.stringify(text);
}
