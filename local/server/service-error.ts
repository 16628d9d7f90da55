/** Thrown by an operation to answer with one of the service's own errors; the SDK turns it into its exception class. */
export class ServiceError extends Error {
  override readonly name = "ServiceError";
  /** Short name of the error's shape, e.g. `ClusterNotFoundException`. */
  readonly type: string;
  /** HTTP status. */
  readonly status: number;
  /** Further members of the error's shape, as they go over the wire. */
  readonly members: Readonly<Record<string, unknown>>;

  constructor(
    type: string,
    message: string,
    detail: number | { readonly status?: number; readonly members?: Readonly<Record<string, unknown>> } = 400,
  ) {
    super(message);
    this.type = type;
    this.status = typeof detail === "number" ? detail : (detail.status ?? 400);
    this.members = typeof detail === "number" ? {} : (detail.members ?? {});
  }
}
