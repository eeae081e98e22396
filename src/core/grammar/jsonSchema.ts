import { AppError } from '../errors';
import { literal, oneOf, type Range } from './notation';
import { integerRule, numberRule } from './numbers';
import { expressionRule } from './regularExpression';

/*
 * Not xgrammar's own way from schemas to grammars: it leaves out what it does not know, and ends the whole
 * module at what is no schema.
 */

/** Says nothing of what is valid. */
const annotations = [
  ...['$schema', '$id', '$comment', '$defs', 'definitions', 'title', 'description', 'default'],
  ...['examples', 'deprecated', 'readOnly', 'writeOnly'],
];
const types = ['object', 'array', 'string', 'number', 'integer', 'boolean', 'null'] as const;
type Type = (typeof types)[number];

const keywords: Readonly<Record<Type, readonly string[]>> = {
  object: ['properties', 'required', 'additionalProperties'],
  array: ['items', 'prefixItems', 'minItems', 'maxItems'],
  string: ['minLength', 'maxLength', 'pattern'],
  number: ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum'],
  integer: [],
  boolean: [],
  null: [],
};
const typed = ['type', ...Object.values(keywords).flat()];

type Fields = Readonly<Record<string, unknown>>;

function unsupported(what: string): AppError {
  return new AppError('form-unsupported', { detail: `no grammar says ${what}` });
}

const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A character in a text of JSON: the characters that have to be escaped have a short way or none. */
const PLAIN = oneOf([
  [0x20, 0x21],
  [0x23, 0x5b],
  [0x5d, 0xd7ff],
  [0xe000, 0x10ffff],
]);
const SHORT = '"\\\\" ["\\\\/bfnrt]';
const TEXT = `(${PLAIN} | ${SHORT})`;
const escaped: readonly (readonly [number, string])[] = Array.from('"\\\b\f\n\r\t', (sign) => [
  sign.charCodeAt(0),
  JSON.stringify(sign).slice(1, -1),
]);

/** {@link oneOf}, within a text of JSON. */
function oneInText(ranges: readonly Range[]): string {
  const has = (point: number) => ranges.some(([from, to]) => from <= point && point <= to);
  const signs = escaped.filter(([point]) => has(point)).map(([, text]) => literal(text));
  const plain = ranges.flatMap(([from, to]): Range[] =>
    [
      [Math.max(from, 0x20), Math.min(to, 0x21)] as const,
      [Math.max(from, 0x23), Math.min(to, 0x5b)] as const,
      [Math.max(from, 0x5d), to] as const,
    ].filter(([first, last]) => first <= last),
  );
  const all = [...(plain.length === 0 ? [] : [oneOf(plain)]), ...signs];
  if (all.length === 0) throw unsupported('a control character');
  return `(${all.join(' | ')})`;
}

/** How JSON is laid out. */
export interface JsonStyle {
  /** Any space and line breaks between its parts, for JSON that someone else began; otherwise one line. */
  readonly anySpace: boolean;
}

/**
 * What is valid by a schema, as a grammar. Objects have the properties that the schema names in its order, and
 * no others.
 *
 * @param schema As it comes out of `JSON.parse`.
 * @returns Rules in the notation of xgrammar; the first is `root`.
 * @throws AppError `form-unsupported` for a keyword or a value that the grammar does not say.
 */
export function schemaGrammar(schema: unknown, style: JsonStyle): string {
  return new SchemaWriter(schema, style).write();
}

class SchemaWriter {
  readonly #root: unknown;
  readonly #style: JsonStyle;
  readonly #rules: string[] = [];
  /** The rules of the schemas that are referred to, by their address. */
  readonly #named = new Map<unknown, string>();
  /** Those within which nothing is written yet. */
  readonly #entered = new Set<unknown>();

  constructor(root: unknown, style: JsonStyle) {
    this.#root = root;
    this.#style = style;
  }

  write(): string {
    const root = this.#valueOf(this.#root);
    return [`root ::= ${root}`, ...this.#rules].join('\n');
  }

  #valueOf(schema: unknown): string {
    if (schema === true) return this.#anything();
    if (!isObject(schema)) throw unsupported(`${JSON.stringify(schema)} as a schema`);
    if (this.#entered.has(schema)) throw unsupported('a schema that is nothing but itself');
    this.#entered.add(schema);
    const value = this.#read(schema);
    this.#entered.delete(schema);
    return value;
  }

  #anything(): string {
    return (
      this.#named.get(true) ??
      this.#rule((name) => {
        this.#named.set(true, name);
        return this.#any({});
      })
    );
  }

  /** Within something that is written, a schema may refer to itself. */
  #inner(schema: unknown): string {
    const outer = [...this.#entered];
    this.#entered.clear();
    const value = this.#valueOf(schema);
    outer.forEach((one) => this.#entered.add(one));
    return value;
  }

  #read(schema: Fields): string {
    const asserted = Object.keys(schema).filter((key) => !annotations.includes(key));
    if (asserted.length === 0) return this.#anything();
    const only = (key: string, ...beside: readonly string[]) => {
      const other = asserted.find((one) => one !== key && !beside.includes(one));
      if (other !== undefined) throw unsupported(`${other} beside ${key}`);
    };
    if ('$ref' in schema) {
      only('$ref');
      return this.#reference(schema['$ref']);
    }
    if ('anyOf' in schema) {
      only('anyOf');
      return `(${list(schema['anyOf'], 'anyOf')
        .map((one) => this.#valueOf(one))
        .join(' | ')})`;
    }
    if ('allOf' in schema) {
      only('allOf');
      const all = list(schema['allOf'], 'allOf');
      if (all.length !== 1) throw unsupported('allOf of several');
      return this.#valueOf(all[0]);
    }
    if ('const' in schema) {
      only('const', 'type');
      return this.#values(schema, [schema['const']]);
    }
    if ('enum' in schema) {
      only('enum', 'type');
      return this.#values(schema, list(schema['enum'], 'enum'));
    }
    const unknown = asserted.find((key) => !typed.includes(key));
    if (unknown !== undefined) throw unsupported(unknown);
    return this.#any(schema);
  }

  #values(schema: Fields, values: readonly unknown[]): string {
    const wanted = typesOf(schema);
    const fitting = values.filter((value) => wanted.some((type) => isOfType(value, type)));
    if (fitting.length === 0) throw unsupported('a choice of nothing');
    return `(${fitting.map((value) => literal(JSON.stringify(value))).join(' | ')})`;
  }

  #any(schema: Fields): string {
    const all = typesOf(schema).map((type) => this.#ofType(type, schema));
    return all.length === 1 ? (all[0] ?? '') : `(${all.join(' | ')})`;
  }

  #ofType(type: Type, schema: Fields): string {
    switch (type) {
      case 'object':
        return this.#object(schema);
      case 'array':
        return this.#array(schema);
      case 'string':
        return stringRule(schema);
      case 'boolean':
        return '("true" | "false")';
      case 'null':
        return '"null"';
      case 'number':
      case 'integer': {
        const rule = (type === 'integer' ? integerRule : numberRule)(boundsOf(schema));
        if (rule === undefined) throw unsupported(`${type} within these bounds`);
        return rule;
      }
    }
  }

  #reference(address: unknown): string {
    const target = this.#resolve(address);
    if (this.#entered.has(target)) throw unsupported('a schema that is nothing but itself');
    const known = this.#named.get(target);
    if (known !== undefined) return known;
    return this.#rule((name) => {
      this.#named.set(target, name);
      return this.#valueOf(target);
    });
  }

  #resolve(address: unknown): unknown {
    const path = typeof address === 'string' ? /^#(\/.*)?$/.exec(address) : null;
    if (path === null) throw unsupported(`$ref ${JSON.stringify(address)}`);
    const steps = (path[1] ?? '').split('/').slice(1);
    return steps
      .map((step) => decodeURIComponent(step).replaceAll('~1', '/').replaceAll('~0', '~'))
      .reduce<unknown>((at, step) => {
        const next = (isObject(at) || Array.isArray(at)) && Object.hasOwn(at, step);
        if (!next) throw unsupported(`$ref ${JSON.stringify(address)}`);
        return (at as Fields)[step];
      }, this.#root);
  }

  #object(schema: Fields): string {
    const { properties = {}, required = [], additionalProperties: more = true } = schema;
    if (!isObject(properties)) throw unsupported('properties that are no object');
    const needed = list(required, 'required').map(String);
    const known = Object.keys(properties);
    const unnamed = needed.filter((name) => !known.includes(name));
    if (unnamed.length > 0 && more === false) throw unsupported(`the property ${unnamed[0] ?? ''}`);
    const all = [
      ...known.map((name) => ({ name, schema: properties[name] })),
      ...unnamed.map((name) => ({ name, schema: more })),
    ].filter(({ name, schema: one }) => one !== false || needed.includes(name));
    if (all.length === 0) return this.#freeObject(more);
    const members = all.map(({ name, schema: one }) => ({
      isNeeded: needed.includes(name),
      rule: `${literal(JSON.stringify(name))} ${this.#colon} ${this.#inner(one)}`,
    }));
    return this.#enclosed('{', this.#members(members), '}');
  }

  /** The members in their order, with commas between those that are there. */
  #members(members: readonly { readonly isNeeded: boolean; readonly rule: string }[]): string {
    let first = '""';
    let later = '""';
    for (const { isNeeded, rule } of [...members].reverse()) {
      const [rest, start] = [later, first];
      const one = this.#rule(() => rule);
      first = this.#rule(() => (isNeeded ? `${one} ${rest}` : `${one} ${rest} | ${start}`));
      later = this.#rule(() => {
        const here = `${this.#comma} ${one} ${rest}`;
        return isNeeded ? here : `${here} | ${rest}`;
      });
    }
    return first;
  }

  #freeObject(more: unknown): string {
    if (more === false) return this.#enclosed('{', '""', '}');
    const one = this.#rule(() => `"\\"" ${TEXT}* "\\"" ${this.#colon} ${this.#inner(more)}`);
    return this.#enclosed('{', `(${one} (${this.#comma} ${one})*)?`, '}');
  }

  #array(schema: Fields): string {
    const first = list(schema['prefixItems'] ?? [], 'prefixItems');
    const { items = true } = schema;
    const least = count(schema, 'minItems') ?? 0;
    const most = items === false ? first.length : count(schema, 'maxItems');
    if (most !== undefined && most < least) throw unsupported('fewer items than at least');
    if (most !== undefined && most < first.length)
      throw unsupported('fewer items than prefixItems');
    if (most === 0) return this.#enclosed('[', '""', ']');
    const item = items === false ? '""' : this.#rule(() => this.#inner(items));
    const heads = first.map((one) => this.#inner(one));
    const rest = (taken: number) => {
      const from = Math.max(0, least - taken);
      const to = most === undefined ? '' : String(most - taken);
      return to === '0' ? '""' : `(${this.#comma} ${item}){${from},${to}}`;
    };
    if (heads.length > 0) {
      const all = `${heads.join(` ${this.#comma} `)} ${rest(heads.length)}`;
      return this.#enclosed('[', all, ']');
    }
    const all = `${item} ${rest(1)}`;
    return this.#enclosed('[', least === 0 ? `(${all})?` : all, ']');
  }

  /** A rule of its own: what refers to itself needs a name. */
  #rule(make: (name: string) => string): string {
    const at = this.#rules.push('') - 1;
    const name = `rule_${at}`;
    this.#rules[at] = `${name} ::= ${make(name)}`;
    return name;
  }

  #enclosed(open: string, inner: string, close: string): string {
    return `("${open}" ${this.#space} ${inner} ${this.#space} "${close}")`;
  }

  get #space(): string {
    return this.#style.anySpace ? `[ \\n\\r\\t]{0,${MOST_SPACE}}` : '""';
  }

  get #comma(): string {
    return this.#style.anySpace ? `${this.#space} "," ${this.#space}` : '", "';
  }

  get #colon(): string {
    return this.#style.anySpace ? `${this.#space} ":" ${this.#space}` : '": "';
  }
}

/** A model that may write spaces for ever does so. */
const MOST_SPACE = 16;

function stringRule(schema: Fields): string {
  const { pattern } = schema;
  const least = count(schema, 'minLength');
  const most = count(schema, 'maxLength');
  if (pattern === undefined) {
    const times = least === undefined && most === undefined ? '*' : `{${least ?? 0},${most ?? ''}}`;
    if (most !== undefined && most < (least ?? 0)) throw unsupported('a text so short');
    return `("\\"" ${TEXT}${times} "\\"")`;
  }
  if (least !== undefined || most !== undefined) throw unsupported('pattern beside a length');
  return `("\\"" (${expressionRule(toExpression(pattern), oneInText)}) "\\"")`;
}

function toExpression(pattern: unknown): RegExp {
  try {
    return new RegExp(String(pattern), 'u');
  } catch {
    throw unsupported(`the pattern ${String(pattern)}`);
  }
}

function boundsOf(schema: Fields) {
  const bound = (key: string, without: number): number => {
    const value = schema[key] ?? without;
    if (typeof value !== 'number') throw unsupported(`${key} that is no number`);
    return value;
  };
  return {
    minimum: bound('minimum', -Infinity),
    maximum: bound('maximum', Infinity),
    exclusiveMinimum: bound('exclusiveMinimum', -Infinity),
    exclusiveMaximum: bound('exclusiveMaximum', Infinity),
  };
}

function typesOf({ type }: Fields): readonly Type[] {
  if (type === undefined) return types.filter((one) => one !== 'integer');
  const named = Array.isArray(type) ? (type as readonly unknown[]) : [type];
  const unknown = named.find((one) => !types.includes(one as Type));
  if (unknown !== undefined || named.length === 0)
    throw unsupported(`type ${JSON.stringify(type)}`);
  return named as readonly Type[];
}

function isOfType(value: unknown, type: Type): boolean {
  if (type === 'null') return value === null;
  if (type === 'array') return Array.isArray(value);
  if (type === 'object') return isObject(value);
  if (type === 'integer') return Number.isInteger(value);
  return typeof value === type;
}

function list(value: unknown, key: string): readonly unknown[] {
  if (!Array.isArray(value)) throw unsupported(`${key} that is no list`);
  return value as readonly unknown[];
}

/** So many of one thing are written out by xgrammar. */
const MOST = 1000;

function count(schema: Fields, key: string): number | undefined {
  const value = schema[key];
  if (value === undefined) return undefined;
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 0 || value > MOST) {
    throw unsupported(`${key} ${JSON.stringify(value)}`);
  }
  return value;
}
