/*
 * What looks the same is the same for the model: only a sentence on its way into a prompt is changed, the
 * text around it stays as it is.
 */

// Soft hyphens, zero-width spaces, joiners of words, marks and brackets of direction, and the like.
const invisible =
  /[\u00ad\u034f\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]/gu;
// Of use in Arabic script and in those of India; a joiner also within emoji.
const strayJoiner =
  /(?<![\p{Script=Arabic}\p{Script=Syriac}\p{Script=Mongolian}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Gurmukhi}\p{Script=Gujarati}\p{Script=Oriya}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Sinhala}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Tibetan}\p{Extended_Pictographic}\p{EMod}\ufe0f])[\u200c\u200d]/gu;
/*
 * Full-width digits and Latin letters, digits of mathematics, ligatures, half-width kana and the forms of Arabic
 * letters. Not the marks of Chinese and Japanese, which are no variants there, nor superscripts, which mean more.
 */
const compatible =
  /[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\u{1d400}-\u{1d7ff}\ufb00-\ufb06\ufb13-\ufb17\ufb1d-\ufb4f\ufb50-\ufdcf\ufdf0-\ufdfb\ufe70-\ufefc\uff61-\uff9f]+/gu;
const spaces = /\s+/gu;

/** The form in which a model sees a text: NFC, plain spaces, nothing invisible. */
export function normalForm(text: string): string {
  return text
    .replace(invisible, '')
    .replace(compatible, (piece) => piece.normalize('NFKC'))
    .normalize('NFC')
    .replace(strayJoiner, '')
    .replace(spaces, ' ');
}
