/** A link to a dashboard by its uid, somewhere in a text. */
export interface DashboardUse {
  /** The Grafana that it names, without a slash at the end; empty for the one that it is in. */
  readonly grafana: string;
  readonly uid: string;
}

/** An address, or a path of Grafana's own, as far as the uid in it; Grafana's uids have at most 40 characters. */
const LINK =
  /(?<![\w./-])(https?:\/\/[^\s"'<>()[\]{}]{1,300}?|(?:\/[\w.-]+)?)\/d(?:-solo)?\/([\w-]{1,40})(?=$|[/?#&\s"'<>)\],;:!]|\.(?:\s|$))/g;

/** Every dashboard that a text links; what variables stand for is left out. */
export function dashboardLinks(text: string): readonly DashboardUse[] {
  return [...text.matchAll(LINK)].map(([, grafana = "", uid = ""]) => ({ grafana, uid }));
}

/** The text with other uids in the links of the Grafana that it is in. */
export function withDashboardUids(text: string, uids: ReadonlyMap<string, string>): string {
  return text.replace(LINK, (link: string, grafana: string, uid: string) => {
    const other = grafana.startsWith("http") ? undefined : uids.get(uid);
    return other === undefined ? link : `${link.slice(0, link.length - uid.length)}${other}`;
  });
}
