import type { Construct } from "constructs";
import type { ComponentTemplateArtifact } from "../../artifacts/index.ts";
import { document, literal } from "../engine/literal.ts";
import { ThinResource } from "../engine/resource.ts";

/** A part of index templates. */
export class ComponentTemplate extends ThinResource<object> {
  constructor(scope: Construct, id: string, { name, template }: ComponentTemplateArtifact) {
    super(
      scope,
      id,
      { provider: "elasticstack", type: "elasticstack_elasticsearch_component_template" },
      {
        name: literal(name),
        template: {
          ...(template.mappings !== undefined && { mappings: document(template.mappings) }),
          ...(template.settings !== undefined && { settings: document(template.settings) }),
        },
      },
    );
  }

  get name(): string {
    return this.getStringAttribute("name");
  }
}
