import type { Permission } from "../../infra/permission.ts";
import {
  type InspectedPlace,
  inspectServices,
  keepApplies,
  keepDecisions,
  readEvidence,
  registerReleases,
} from "../../infra/pipeline-permissions.ts";

/** The variables of Terraform's templatefile. */
const place: InspectedPlace = {
  table: "$" + "{table_arn}",
  tableParameter: "$" + "{table_parameter_arn}",
  logReachParameter: "$" + "{log_reach_parameter_arn}",
  profiles: "$" + "{profiles_arn}",
};

/** The policies of the stack for pipelines, as templates for those who keep their roles in Terraform. */
export const pipelinePolicies = {
  "inspect-services": () => policyDocument(inspectServices(place)),
  "read-evidence": () => policyDocument(readEvidence(place)),
  "keep-decisions": () => policyDocument([...readEvidence(place), ...keepDecisions(place)]),
  "keep-applies": () => policyDocument(keepApplies(place)),
  "register-releases": () => policyDocument(registerReleases(place)),
};

function policyDocument(permissions: readonly Permission[]): string {
  const Statement = permissions.map(({ actions, resources, conditions }) => ({
    Effect: "Allow",
    Action: actions,
    Resource: resources,
    ...(conditions && { Condition: conditions }),
  }));
  return `${JSON.stringify({ Version: "2012-10-17", Statement }, null, 2)}\n`;
}
