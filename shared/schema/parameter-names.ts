/** Where each Region's stack publishes the name of its evidence table, for the command line. */
export function tableParameter(prefix: string): string {
  return `${prefix}/evidence-table`;
}

/** Where it publishes which log groups its functions may read, for `preflight`. */
export function logReachParameter(prefix: string): string {
  return `${prefix}/readable-logs`;
}
