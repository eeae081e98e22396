import type { Template } from '../catalog';

// Invisible, and not a place where a line may break.
const MARK = '\u2060';

/*
 * What a tokenizer, or the layout itself, would read as structure. Llama 2's vocabulary (and the
 * demo's) has <unk>, <s>, </s> and byte tokens; its dialogue is divided by "###" headings. Llama 3
 * writes every special token as <|name|>.
 */
const reserved: Readonly<Record<Template, RegExp>> = {
  bayling: /(<|###)(\u2060*)(?=(?:unk|\/?s|0x[\dA-Fa-f]{2})>| (?:Instruction|Response):)/g,
  'bayling-3': /(<)(\u2060*)(?=\|[a-z\d_]+\|>)/g,
};

/**
 * Makes special-token text harmless: `</s>` becomes `<⁠/s>` with a word joiner (U+2060) inside, which
 * looks the same to a reader and reads as plain text to the tokenizer. What already has such marks
 * gets one more, so nothing is lost: {@link restoreSpecialText} takes exactly one away.
 */
export function neutraliseSpecialText(template: Template, text: string): string {
  return text.replace(reserved[template], (_, open: string, marks: string) => open + MARK + marks);
}

/** Inverse of {@link neutraliseSpecialText}, for the model's answers, which may quote the user. */
export function restoreSpecialText(template: Template, text: string): string {
  return text.replace(
    reserved[template],
    (_, open: string, marks: string) => open + marks.slice(MARK.length),
  );
}
