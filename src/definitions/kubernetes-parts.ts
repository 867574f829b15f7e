import { z } from "zod";
import { kubernetesNameSchema, namespaceSchema, quantitySchema } from "./common.ts";

/** A schema for {@link VolumeOptions}. */
export const volumeSchema = z.strictObject({
  size: quantitySchema,
  className: kubernetesNameSchema.optional(),
});

/** A schema for {@link IngressOptions}. */
export const ingressSchema = z.strictObject({
  namespace: namespaceSchema.default("ingress-nginx"),
  className: kubernetesNameSchema.optional(),
  tlsSecret: kubernetesNameSchema.optional(),
});

/** A volume claimed by each replica. */
export interface VolumeOptions {
  /** Such as `"50Gi"`. */
  readonly size: string;
  /** Storage class. Default: the cluster's. */
  readonly className?: string;
}

/** How people's requests come in to a web page; nothing else outside may open a connection. */
export interface IngressOptions {
  /** Namespace of the ingress controller or gateway. Default `"ingress-nginx"`. */
  readonly namespace?: string;
  /** Class of an Ingress to make for the host of `url`. Default: you bring your own route. */
  readonly className?: string;
  /** Secret with that Ingress's certificate. Default: the controller's own. */
  readonly tlsSecret?: string;
}
