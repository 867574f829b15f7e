import fc from "fast-check";

/** Property tests try the same cases every time, so that a change is what makes one fail; `FC_SEED` tries others. */
const SEED = 20_261_125;

fc.configureGlobal({ seed: Number(process.env.FC_SEED ?? SEED) });
