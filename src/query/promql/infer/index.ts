export { narrowed, verdict } from "./bounds.ts";
export { type Inference, inference } from "./infer.ts";
export { type Labels, lacks } from "./labels.ts";
export type { Bounds, SeriesFacts, SeriesLookup, SeriesRole } from "./series.ts";
export type { Shape } from "./shape.ts";
export { perSecond, unitOfName, unitsAdd, unitsAgree } from "./units.ts";
