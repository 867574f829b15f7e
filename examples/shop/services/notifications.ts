import { defineService, kubernetes, sentry } from "crowsnest";
import { outbound, python } from "crowsnest/catalogs";
import { payments } from "../teams.ts";
import { orderEvents } from "./order-events.ts";

/** Python; it counts what it sends under the names of the contract for notification services. */
export const notifications = defineService({
  name: "notifications",
  displayName: "Notifications",
  description: "Tells customers by e-mail, SMS and push what became of their orders.",
  component: "notification",
  team: payments,
  runsOn: kubernetes({ namespace: "shop", selector: { app: "notifications" }, metricsPort: "metrics" }),
  uses: [outbound(), python()],
  logs: { format: "json" },
  errors: sentry({ platform: "python" }),
  dependsOn: [orderEvents],
  links: [{ title: "Provider status", url: "https://status.mail-provider.example/" }],
  runbooks: "https://runbooks.shop.example/notifications",
});
