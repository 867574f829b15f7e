/**
 * What of a service is watched, pillar by pillar, proved on the artifacts themselves, and held against what its tier
 * must have.
 *
 * @module
 */
export { PILLARS, type Pillar } from "../definitions/pillar.ts";
export { alertsByService, type ServiceAlert } from "./alerts.ts";
export { type Coverage, coverage } from "./coverage.ts";
export { hasEnded, type Standing, standing } from "./standing.ts";
