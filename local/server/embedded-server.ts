/** The one shape of every simulated service: AWS services and GitLab. It rejects only when the simulation itself is wrong. */
export type EmbeddedServer = (request: Request) => Promise<Response>;
