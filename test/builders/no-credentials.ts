import { ValidatorError } from "../../shared/errors.ts";

/** What a read of the evidence meets on a machine where nobody is logged in. */
export function noCredentials(): ValidatorError {
  return new ValidatorError(
    "AccessDenied",
    "dynamodb:Query on evidence was denied (CredentialsProviderError: Could not load credentials from any providers)",
  );
}
