/**
 * Runs `task` while another function stands in the place of a method: of a prototype, for all its objects.
 *
 * @param make Gives the function; it gets the method, to be called with `this`.
 * @throws what `task` throws; the method is back in its place then, too.
 */
export async function withMethod<Owner extends object, Name extends keyof Owner, Result>(
  owner: Owner,
  name: Name,
  make: (method: Owner[Name]) => Owner[Name],
  task: () => Promise<Result>,
): Promise<Result> {
  const method = owner[name];
  owner[name] = make(method);
  try {
    return await task();
  } finally {
    owner[name] = method;
  }
}
