/*
 * Values of scripts as Web IDL converts them. A TypeError names what is wrong.
 */

/** A string, of whatever has one. Symbols have none. */
export function toText(value: unknown): string {
  return ''.concat(value as string);
}

/** The first argument, which must be there, whatever it is. */
export function requireFirst(given: readonly unknown[], name: string): unknown {
  if (given.length === 0) throw new TypeError(`The argument ${name} is missing.`);
  return given[0];
}

/** The members of a dictionary; none for what is left out or null. */
export function toDictionary(value: unknown, name = 'options'): Readonly<Record<string, unknown>> {
  if (value === undefined || value === null) return {};
  if (!isObject(value)) throw new TypeError(`${name} is not an object.`);
  return value;
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return (typeof value === 'object' && value !== null) || typeof value === 'function';
}

export function isIterable(value: unknown): value is Iterable<unknown> {
  return isObject(value) && typeof Reflect.get(value, Symbol.iterator) === 'function';
}

export function toSequence(value: unknown, name: string): readonly unknown[] {
  if (!isIterable(value)) throw new TypeError(`${name} is not a list.`);
  return [...value];
}

export function toChoice<T extends string>(value: unknown, choices: readonly T[], name: string): T {
  const text = toText(value);
  const found = choices.find((choice) => choice === text);
  if (found === undefined) throw new TypeError(`${name} cannot be ${text}.`);
  return found;
}

/** A number that may be infinite, but is one. */
export function toNumber(value: unknown, name: string): number {
  const number = Number(value);
  if (Number.isNaN(number)) throw new TypeError(`${name} is not a number.`);
  return number;
}

/** A function of the caller's, whatever it takes; undefined if it was left out. */
export function toFunction(
  value: unknown,
  name: string,
): ((...given: never[]) => unknown) | undefined {
  if (value === undefined) return undefined;
  if (typeof value !== 'function') throw new TypeError(`${name} is not a function.`);
  return value as (...given: never[]) => unknown;
}

export function toSignal({ signal }: Readonly<Record<string, unknown>>): AbortSignal | undefined {
  if (signal !== undefined && !(signal instanceof AbortSignal)) {
    throw new TypeError('signal is not an AbortSignal.');
  }
  return signal;
}

type Handler = ((event: Event) => unknown) | null;

/** Gives a target the attribute `on…` for a type of event. */
export function defineHandler<Type extends string>(
  target: EventTarget,
  type: Type,
): asserts target is EventTarget & Record<`on${Type}`, Handler> {
  let handler: Handler = null;
  target.addEventListener(type, (event) => {
    handler?.call(target, event);
  });
  Object.defineProperty(target, `on${type}`, {
    get: () => handler,
    set: (value: unknown) => {
      handler = typeof value === 'function' ? (value as Handler) : null;
    },
    enumerable: true,
    configurable: true,
  });
}
