/* Numbers that are written with ideographs or Roman letters. */

const digits = new Map(
  [...'〇零一二三四五六七八九'].map((sign, i) => [sign, Math.max(0, i - 1)] as const),
);
for (const [i, sign] of [...'壹贰叁肆伍陆柒捌玖'].entries()) digits.set(sign, i + 1);
for (const [i, sign] of [...'壹貳參肆伍陸柒捌玖'].entries()) digits.set(sign, i + 1);
for (const sign of '两兩弐') digits.set(sign, 2);
digits.set('参', 3);
const small = new Map([...'十百千'].map((sign, i) => [sign, 10 ** (i + 1)] as const));
for (const [i, sign] of [...'拾佰仟'].entries()) small.set(sign, 10 ** (i + 1));
const large: ReadonlyMap<string, number> = new Map([
  ...[...'万萬'].map((sign) => [sign, 1e4] as const),
  ...[...'亿億'].map((sign) => [sign, 1e8] as const),
  ['兆', 1e12],
]);
const numeral = /[〇零一二三四五六七八九十百千万萬亿億兆两兩壹贰叁肆伍陆柒捌玖貳參陸弐参拾佰仟]+/gu;

/** 三百二十五 is 325, 二〇二四 is 2024; undefined for what is no number. */
export function readIdeographs(text: string): number | undefined {
  const signs = [...text];
  if (signs.length > 1 && signs.every((sign) => digits.has(sign))) {
    return Number(signs.map((sign) => digits.get(sign)).join(''));
  }
  let [total, section, digit] = [0, 0, -1];
  for (const sign of signs) {
    const value = digits.get(sign);
    const times = small.get(sign);
    const whole = large.get(sign);
    if (value !== undefined) digit = value;
    else if (times !== undefined) {
      section += (digit < 0 ? 1 : digit) * times;
      digit = -1;
    } else if (whole !== undefined) {
      total += (section + Math.max(0, digit)) * whole;
      [section, digit] = [0, -1];
    } else return undefined;
  }
  return total + section + Math.max(0, digit);
}

/** The values of all numbers in ideographs, of a part of each as well: 一百 in 一百多. */
export function ideographValues(text: string): number[] {
  return (text.match(numeral) ?? []).flatMap((found) => readIdeographs(found) ?? []);
}

const roman =
  /(?<![\p{L}\p{N}])(?=[IVXLCMІХМ])M{0,3}М{0,3}(?:C[MD]|D?C{0,3})(?:[XХ][CL]|L?[XХ]{0,3})(?:[IІ][XХ]|[IІ]V|V?[IІ]{0,3})(?![\p{L}\p{N}])/gu;
const letters: Readonly<Record<string, number>> = {
  ...{ I: 1, V: 5, X: 10, L: 50, C: 100, D: 500, M: 1000 },
  // Cyrillic letters that look the same.
  ...{ І: 1, Х: 10, М: 1000 },
};

/** The values of Roman numerals: XIX is 19. */
export function romanValues(text: string): number[] {
  return (text.match(roman) ?? []).map((found) =>
    [...found].reduce((sum, sign, i, all) => {
      const value = letters[sign] ?? 0;
      return sum + (value < (letters[all[i + 1] ?? ''] ?? 0) ? -value : value);
    }, 0),
  );
}
