import { AppError } from '../core/errors';
import { schemaGrammar } from '../core/grammar/jsonSchema';
import { expressionRule } from '../core/grammar/regularExpression';
import { isObject } from './webidl';

/** The form that an answer is to have. */
export interface Constraint {
  /**
   * Rules of xgrammar.
   *
   * @param isBegun Whether the answer goes on from something, which may be laid out in another way.
   */
  rules(isBegun: boolean): string;
  /** What tells the model. */
  readonly instruction: string;
  /** Whether a whole answer has the form. */
  holds(text: string): boolean;
}

/**
 * What a script gives as `responseConstraint`.
 *
 * @throws TypeError for what is no object, AppError `form-unsupported` for a form that no grammar of ours says.
 */
export function readConstraint(value: unknown): Constraint | undefined {
  if (value === undefined) return undefined;
  if (!isObject(value)) throw new TypeError('responseConstraint is not an object.');
  return (value as object) instanceof RegExp
    ? expressionConstraint(value as unknown as RegExp)
    : schemaConstraint(value);
}

function expressionConstraint(expression: RegExp): Constraint {
  const whole = new RegExp(`^(?:${expression.source})$`, expression.flags.replace(/[gy]/g, ''));
  const rules = `root ::= ${expressionRule(expression)}`;
  return {
    rules: () => rules,
    instruction: `Answer in the form of this regular expression: ${String(expression)}`,
    holds: (text) => whole.test(text),
  };
}

function schemaConstraint(value: object): Constraint {
  const json = toJson(value);
  const schema: unknown = JSON.parse(json);
  const compact = schemaGrammar(schema, { anySpace: false });
  return {
    rules: (isBegun) => (isBegun ? schemaGrammar(schema, { anySpace: true }) : compact),
    instruction: `Answer in JSON by this schema: ${json}`,
    holds: isJson,
  };
}

function toJson(schema: object): string {
  try {
    return JSON.stringify(schema);
  } catch (cause) {
    throw new AppError('form-unsupported', { detail: String(cause) }, { cause });
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
