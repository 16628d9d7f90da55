import { isJsonObject, type Json } from "../events/json.ts";
import type { Lambda } from "../lambda/lambda.ts";
import { requirePayload } from "./payload-limit.ts";
import { TaskError, type TaskTokens } from "./task-tokens.ts";
import { type TaskSpec, timeoutMember } from "./workflow.ts";

/** What a task runs on; `isOver` is true once its execution has ended. */
export interface TaskGround {
  readonly lambda: Pick<Lambda, "invoke">;
  readonly tokens: TaskTokens;
  readonly isOver: () => boolean;
}

/** One try of a Task state: invokes its function, and with a token waits until it is sent back. */
export async function runTask(task: TaskSpec, input: Json, { lambda, tokens, isOver }: TaskGround): Promise<Json> {
  // The interpreter goes on retrying after an abort; this stops it.
  if (isOver())
    throw Object.assign(new TaskError("States.Runtime", "The execution is over."), {
      isRetryable: false,
      isCatchable: false,
    });
  const request = isJsonObject(input) ? input : {};
  const name = String(request["FunctionName"]);
  const folder = name.slice(name.lastIndexOf(":") + 1);
  const payload = request["Payload"] ?? null;
  requirePayload(payload, task.state, "input");
  if (!task.waitsForToken) {
    const result = await lambda.invoke(folder, payload);
    const answer = { ExecutedVersion: "$LATEST", Payload: result, StatusCode: 200 };
    requirePayload(answer, task.state, "result");
    return answer;
  }
  const token = tokenIn(payload);
  if (token === undefined)
    throw new TaskError("States.Runtime", `${task.state} waits for a token that it did not hand out.`);
  const sentBack = tokens.wait(token, Number(request[timeoutMember] ?? task.timeoutSeconds));
  const invoked = lambda.invoke(folder, payload).then(() => sentBack);
  try {
    return await Promise.race([sentBack, invoked]);
  } catch (error) {
    tokens.close(token);
    throw error;
  }
}

/** Tokens are texts of a known form, so that the payload alone tells which one it carries. */
function tokenIn(payload: Json): string | undefined {
  const values = isJsonObject(payload) ? Object.values(payload) : [];
  return values.find(
    (value): value is string =>
      typeof value === "string" && Buffer.from(value, "base64").toString().startsWith("simulated task "),
  );
}
