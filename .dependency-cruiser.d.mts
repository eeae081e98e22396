/** Per room of src, the rooms that it may import. */
export const arrows: Readonly<Record<string, readonly string[]>>;
/** Per folder beside src, beginnings of the paths that it may import, as regular expressions. */
export const folders: Readonly<Record<string, readonly string[]>>;
