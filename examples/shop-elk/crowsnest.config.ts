import { defineWorkspace } from "crowsnest";
import { platform } from "../shop/platform.ts";
import { catalog } from "../shop/services/catalog.ts";
import { checkout } from "../shop/services/checkout.ts";
import { edgeGateway } from "../shop/services/edge-gateway.ts";
import { mediaStorage } from "../shop/services/media-storage.ts";
import { notifications } from "../shop/services/notifications.ts";
import { orderEvents } from "../shop/services/order-events.ts";
import { ordersDatabase } from "../shop/services/orders-database.ts";
import { recommendations } from "../shop/services/recommendations.ts";
import { discovery, payments, platformTeam } from "../shop/teams.ts";
import { production } from "./environments.ts";

export default defineWorkspace({
  platform,
  environments: [production],
  teams: [payments, discovery, platformTeam],
  services: [
    edgeGateway,
    checkout,
    catalog,
    recommendations,
    notifications,
    ordersDatabase,
    mediaStorage,
    orderEvents,
  ],
});
