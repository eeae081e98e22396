const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;
const wides = new RegExp(wide, 'gu');
const nothing = /[\p{Mn}\p{Me}\p{Cf}]/gu;

/** Whether some of it takes two columns of a line: ideographs and the like. */
export function isWide(text: string): boolean {
  return wide.test(text);
}

/** Columns that a line takes in type of one width. */
export function displayWidth(text: string): number {
  if (/^[\0-\x7f]*$/.test(text)) return text.length;
  const shown = text.replace(nothing, '');
  return Array.from(shown).length + (shown.match(wides)?.length ?? 0);
}
