/** Ids for units by names that a file may have twice: the name itself, then `name#2`, `name#3`. */
export function uniqueIds(): (name: string) => string {
  const taken = new Set<string>();
  const times = new Map<string, number>();
  return (name) => {
    let count = (times.get(name) ?? 0) + 1;
    let id = count === 1 ? name : `${name}#${count}`;
    while (taken.has(id)) id = `${name}#${++count}`;
    times.set(name, count);
    taken.add(id);
    return id;
  };
}
