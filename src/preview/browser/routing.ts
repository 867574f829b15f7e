import type { Labels, Route, Simulator } from "../../routing/index.ts";
import { simulator } from "../../routing/index.ts";
import { element } from "./dom.ts";

/** Lets a reader ask the routing tree what becomes of an alert, with the simulator that tests hold against amtool. */
export function startRouting(): void {
  const data = document.getElementById("alertmanager");
  const labels = document.querySelector<HTMLTextAreaElement>("#labels");
  const firing = document.querySelector<HTMLTextAreaElement>("#firing");
  const answer = document.getElementById("deliveries");
  if (data === null || labels === null || firing === null || answer === null) return;
  const routing = simulator(JSON.parse(data.textContent ?? "{}"));
  const ask = () => {
    const alert = parseLabels(labels.value.split("\n"));
    const others = firing.value
      .split("\n")
      .filter((line) => line.trim() !== "")
      .map((line) => parseLabels(line.split(",")));
    answer.replaceChildren(...deliveries(routing, alert, others));
    mark(routing.routes(alert));
  };
  labels.addEventListener("input", ask);
  firing.addEventListener("input", ask);
  ask();
}

function deliveries(routing: Simulator, alert: Labels, firing: readonly Labels[]): readonly HTMLElement[] {
  return routing.deliveries(alert, { firing, at: new Date() }).map((delivery) => {
    const { receiver, route, groupLabels, inhibitedBy, mutedBy } = delivery;
    const group = Object.entries(groupLabels).map(([name, value]) => `${name}=${value}`);
    const reaches = routing.reachable.has(receiver) ? "" : ", which reaches nobody";
    const kept = [
      ...inhibitedBy.map((other) => `kept back by ${other.alertname ?? "another alert"}`),
      ...mutedBy.map((name) => `muted by ${name} at this moment`),
    ];
    return element(
      "div",
      { class: kept.length > 0 ? "delivery kept" : "delivery" },
      element("p", {}, "Receiver ", element("strong", {}, receiver), reaches),
      element(
        "p",
        { class: "muted" },
        `Waits ${route.groupWait} for others of its group (${group.join(", ") || "one group for all"}), then every ${route.groupInterval}; repeats after ${route.repeatInterval}.`,
      ),
      ...kept.map((text) => element("p", { class: "kept" }, text)),
    );
  });
}

/** Shows in the picture which routes take the alert. */
function mark(routes: readonly Route[]): void {
  for (const marked of document.querySelectorAll(".tree .taken")) marked.classList.remove("taken");
  for (const { path } of routes) {
    document.querySelector(`#route-${path.join("-") || "root"} > .route`)?.classList.add("taken");
  }
}

function parseLabels(parts: readonly string[]): Labels {
  return Object.fromEntries(
    parts.flatMap((part) => {
      const [, name, value] = /^\s*([^=\s]+)\s*=\s*"?(.*?)"?\s*$/.exec(part) ?? [];
      return name === undefined || value === undefined ? [] : [[name, value] as const];
    }),
  );
}
