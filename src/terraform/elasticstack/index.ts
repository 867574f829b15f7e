/**
 * Thin constructs for the resources of Elastic's provider that Crowsnest makes.
 *
 * @module
 */
export { ComponentTemplate } from "./component-template.ts";
export { DataStream } from "./data-stream.ts";
export { KibanaDataView } from "./data-view.ts";
export { IndexLifecycle } from "./index-lifecycle.ts";
export { IndexTemplate } from "./index-template.ts";
export { IngestPipeline } from "./ingest-pipeline.ts";
export { KibanaRole } from "./kibana-role.ts";
export { KibanaSavedObjects } from "./saved-objects.ts";
export { KibanaSpace } from "./space.ts";
