/** One slice of a font: its file, and the characters it has, as `unicode-range` writes them. */
export interface Slice {
  readonly url: string;
  readonly range: string;
}

/**
 * @param ranges Of the package's unicode.json, by "[number]" or by the name of a subset.
 * @param urls By the paths of the files.
 */
export function slicesOf(
  ranges: Readonly<Record<string, string>>,
  urls: Readonly<Record<string, string>>,
): readonly Slice[] {
  return Object.entries(urls).flatMap(([path, url]) => {
    const [, number = ''] = /-(\d+)-400-normal\.woff2$/.exec(path) ?? [];
    const range = ranges[`[${number}]`];
    return range === undefined ? [] : [{ url, range }];
  });
}
