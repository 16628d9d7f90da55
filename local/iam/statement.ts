import { like } from "./like.ts";

/** One statement of an IAM policy. Permissions as `infra/pipeline-permissions.ts` words them become one by `allow`. */
export interface Statement {
  readonly effect: "Allow" | "Deny";
  readonly actions: readonly string[];
  /** ARNs with `*` and `?`; absent in a trust policy, which lies on its resource. */
  readonly resources?: readonly string[];
  /** Only these principals: role ARNs, or the ARN of an identity provider. Absent in a policy of the principal itself. */
  readonly principals?: readonly string[];
  readonly conditions?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

export function allow(permission: Omit<Statement, "effect">): Statement {
  return { effect: "Allow", ...permission };
}

/** What somebody asks for. */
export interface Asked {
  readonly action: string;
  readonly resource?: string;
  /** ARNs that stand for the caller: its role, its session, or the identity provider of its token. */
  readonly principals?: readonly string[];
  /** Condition keys of the request; a key without values is not there. */
  readonly context?: Readonly<Record<string, readonly string[]>>;
}

/** Whether these statements answer so: a denial beats every permission, and silence is "implicit". */
export function answerOf(statements: readonly Statement[], asked: Asked): "allowed" | "denied" | "implicit" {
  const fitting = statements.filter((statement) => fits(statement, asked));
  if (fitting.some(({ effect }) => effect === "Deny")) return "denied";
  return fitting.length > 0 ? "allowed" : "implicit";
}

function fits({ actions, resources, principals, conditions = {} }: Statement, asked: Asked): boolean {
  const { action, resource = "", context = {} } = asked;
  return (
    actions.some((pattern) => like(pattern.toLowerCase(), action.toLowerCase())) &&
    (resources === undefined || resources.some((pattern) => like(pattern, resource))) &&
    (principals === undefined || principals.some((each) => asked.principals?.includes(each))) &&
    Object.entries(conditions).every(([operator, keys]) =>
      Object.entries(keys).every(([key, wanted]) => holds(operator, [wanted].flat(), context[key] ?? [])),
    )
  );
}

type Compare = (wanted: string, given: string) => boolean;
const comparisons: Readonly<Record<string, Compare>> = {
  StringEquals: (wanted, given) => wanted === given,
  StringLike: like,
};

/** A plain operator needs its key; `ForAllValues:` also holds without one (IAM user guide, set operators). */
function holds(operator: string, wanted: readonly string[], given: readonly string[]): boolean {
  const [, forAll, name = ""] = /^(ForAllValues:)?(\w+)$/.exec(operator) ?? [];
  const compare = comparisons[name];
  if (compare === undefined) throw new Error(`The condition operator ${operator} is not simulated.`);
  if (forAll === undefined && given.length === 0) return false;
  return given.every((value) => wanted.some((each) => compare(each, value)));
}
