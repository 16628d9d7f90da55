import { fromEnv } from "@aws-sdk/credential-provider-env";

/**
 * Stands in for the SDK's default credential chain in the bundles: Lambda hands its role's credentials to a function in
 * environment variables, and the rest of the chain (SSO, profiles, instance metadata) is a quarter of a bundle.
 */
export const defaultProvider = fromEnv;
