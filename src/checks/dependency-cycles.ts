import { type Diagnostic, diagnostic } from "../diagnostics/index.ts";
import type { Check } from "./check.ts";

/** No service needs itself, not even by way of others: each would silence the alerts of the other. */
export const dependencyCycles: Check = ({ services }) => {
  const byName = new Map(services.map((service) => [service.value.name, service]));
  const done = new Set<string>();
  const found: Diagnostic[] = [];

  for (const start of byName.keys()) {
    // Depth first without recursion: a chain may be as long as the workspace.
    const path: { readonly name: string; next: number }[] = done.has(start) ? [] : [{ name: start, next: 0 }];
    const onPath = new Set(path.map(({ name }) => name));
    for (let step = path.at(-1); step !== undefined; step = path.at(-1)) {
      const service = byName.get(step.name);
      const index = step.next;
      const dependency = service?.value.dependsOn[index];
      step.next += 1;
      if (dependency === undefined) {
        done.add(step.name);
        onPath.delete(step.name);
        path.pop();
      } else if (service !== undefined && onPath.has(dependency)) {
        const names = path.map(({ name }) => name);
        const cycle = [...names.slice(names.indexOf(dependency)), dependency];
        found.push(
          diagnostic("dependency-cycle", {
            ...service.at("dependsOn", index),
            message: `a circle of dependencies: ${cycle.join(" → ")}`,
            hint: "Take out the dependency that the service can work without.",
          }),
        );
      } else if (byName.has(dependency) && !done.has(dependency)) {
        path.push({ name: dependency, next: 0 });
        onPath.add(dependency);
      }
    }
  }
  return found;
};
