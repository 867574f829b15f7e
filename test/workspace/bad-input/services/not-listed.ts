import { defineService, kubernetes } from "crowsnest";
import { payments } from "../teams.ts";

export const ordersDatabase = defineService({
  name: "orders-database",
  team: payments,
  runsOn: kubernetes({ namespace: "data", selector: { app: "orders" }, metricsPort: "http" }),
});
