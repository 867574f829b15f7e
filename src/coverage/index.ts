/**
 * What of a service is watched, pillar by pillar, proved on the artifacts themselves.
 *
 * @module
 */
export { alertsByService, type ServiceAlert } from "./alerts.ts";
export { type Coverage, coverage, PILLARS, type Pillar } from "./coverage.ts";
