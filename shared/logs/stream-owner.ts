/** Who printed a line. */
export interface StreamOwner {
  readonly taskId: string;
  readonly container: string;
}
