import type { ReceiverKind } from "../definitions/receivers/support.ts";
import { ENDS_OF_LIFE, MACHINES, OLDEST_ALERTMANAGER } from "../definitions/receivers/support.ts";
import { isAtLeast } from "../definitions/version.ts";
import { type Diagnostic, diagnostic } from "../diagnostics/index.ts";
import type { Check } from "./check.ts";

/** The platform's Alertmanager knows every receiver, no receiver's product ends, and the default one is a person. */
export const receiverSupport: Check = ({ platform }) => {
  if (platform === undefined) {
    return [];
  }
  const { receivers, defaultReceiver, version } = platform.value.alertmanager;
  const found: Diagnostic[] = [];
  receivers.forEach((receiver, index) => {
    const place = platform.at("alertmanager", "receivers", index);
    const oldest = OLDEST_ALERTMANAGER[receiver.kind];
    if (!isAtLeast(version, oldest)) {
      found.push(
        diagnostic("receiver-too-new", {
          ...place,
          message: `Alertmanager ${version} does not know the receiver "${receiver.name}": ${receiver.kind} came with ${oldest}`,
          hint: `Set \`alertmanager.version\` to ${oldest} or newer, with a chart that brings it, or choose another receiver.`,
        }),
      );
    }
    const end = ENDS_OF_LIFE[receiver.kind];
    const url = "url" in receiver && typeof receiver.url === "string" ? receiver.url : "";
    if (end !== undefined && !end.survives.test(url)) {
      found.push(
        diagnostic("receiver-end-of-life", {
          ...place,
          message: `${receiver.kind}, the receiver "${receiver.name}", ends on ${end.on}`,
          hint: end.instead,
        }),
      );
    }
    if (receiver.name === defaultReceiver && MACHINES.has(receiver.kind)) {
      found.push(
        diagnostic("default-receiver-is-a-machine", {
          ...platform.at("alertmanager", "defaultReceiver"),
          message: `the default receiver "${receiver.name}" is a ${receiver.kind}, where nobody need look`,
          hint: `Choose a receiver that a person reads: any but ${kinds(MACHINES)}.`,
        }),
      );
    }
  });
  return found;
};

function kinds(all: ReadonlySet<ReceiverKind>): string {
  return [...all].sort().join(", ");
}
