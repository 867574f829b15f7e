import type { Artifacts } from "../../artifacts/index.ts";
import { coverage } from "../../coverage/index.ts";
import type { OutputFile } from "../../files/index.ts";
import { jsonText } from "../report/json.ts";

/** The coverage of each environment, beside its artifacts; the same on every day, so it says only when waivers end. */
export function coverageFiles({ environments }: Artifacts): readonly OutputFile[] {
  return environments.map((environment) => ({
    path: `${environment.environment}/coverage.json`,
    content: jsonText({ environment: environment.environment, services: coverage(environment) }),
  }));
}
