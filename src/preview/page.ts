import { type Fragment, html } from "./html.ts";

/** What a page says beside its body. */
export interface PageOptions {
  readonly title: string;
  /** Way from the page to the site's folder: `""`, `"../"` or `"../../"`. */
  readonly root: string;
  /** The environment that the page is about; `undefined` for the front page. */
  readonly environment?: string;
  /** The entry of the menu that the page stands under. */
  readonly current?: "overview" | "alerts" | "routing";
  readonly body: Fragment;
}

const MENU = [
  ["overview", "Overview", "index.html"],
  ["alerts", "Alerts", "alerts.html"],
  ["routing", "Routing", "routing.html"],
] as const;

/** A whole page. Nothing in it asks the network for anything. */
export function page({ title, root, environment, current, body }: PageOptions): string {
  const menu =
    environment === undefined
      ? undefined
      : html`<nav aria-label="Pages of ${environment}"><ul>${MENU.map(
          ([key, label, file]) =>
            html`<li><a href="${root}${environment}/${file}"${key === current ? html` aria-current="page"` : ""}>${label}</a></li>`,
        )}</ul></nav>`;
  const document = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'self' 'unsafe-inline' file:; script-src 'self' file:; img-src data:">
<title>${title} - Crowsnest</title>
<link rel="stylesheet" href="${root}assets/site.css">
<script src="${root}assets/site.js" defer></script>
</head>
<body>
<a class="skip" href="#main">To the content</a>
<header class="top">
<a class="brand" href="${root}index.html">Crowsnest</a>
${environment === undefined ? undefined : html`<span class="environment">${environment}</span>`}
${menu}
</header>
<main id="main" tabindex="-1">
${body}
</main>
</body>
</html>
`;
  return document.toString();
}
