import { defineEnvironment, defineWorkspace, kubeconfig, localBackend } from "crowsnest";
import { platform } from "./platform.ts";
import { checkout } from "./services/checkout.ts";
import { payments, platformTeam } from "./teams.ts";

// Each environment is a cluster that gets a full set of Terraform stacks. Keep the state where all of you reach it
// before you apply: s3Backend({ bucket, region }) or gcsBackend({ bucket }).
const production = defineEnvironment({
  name: "production",
  cluster: kubeconfig({ context: "production" }),
  backend: localBackend(),
});

export default defineWorkspace({
  platform,
  environments: [production],
  teams: [payments, platformTeam],
  services: [checkout],
});
