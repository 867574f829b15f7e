/**
 * What services there are: as artifacts for people, and as a series that tables join to.
 *
 * @module
 */
export { serviceArtifact } from "./service-artifact.ts";
export { SERVICE_INFO, serviceInfoGroup } from "./service-info.ts";
