import { defineWorkspace } from "crowsnest";
import { production, staging } from "./environments.ts";
import { platform } from "./platform.ts";
import { catalog } from "./services/catalog.ts";
import { checkout } from "./services/checkout.ts";
import { edgeGateway } from "./services/edge-gateway.ts";
import { mediaStorage } from "./services/media-storage.ts";
import { notifications } from "./services/notifications.ts";
import { orderEvents } from "./services/order-events.ts";
import { ordersDatabase } from "./services/orders-database.ts";
import { recommendations } from "./services/recommendations.ts";
import { discovery, payments, platformTeam } from "./teams.ts";

export default defineWorkspace({
  platform,
  environments: [staging, production],
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
