/** Ends an address: space, what quotes it, and the signs and letters that touch it where no spaces are written. */
const ending = String.raw`\s<>"'“”‘’«»（）「」『』【】《》〈〉，。！？、；：\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Hang}\p{sc=Thai}`;
const host = String.raw`(?<![\w.-])(?:[a-z0-9-]+\.)+`;
const domains =
  'com|org|net|edu|gov|io|dev|app|ai|co|me|info|biz|tv|eu|cn|tw|hk|jp|kr|de|fr|uk|ru|es|pl|nl|br|ua|cz|gr|tr|il|ir';
const files =
  'jsx?|tsx?|mjs|py|json|md|html?|css|txt|pdf|png|jpe?g|gif|svg|webp|docx?|xlsx?|pptx?|csv|zip|exe|sh|ya?ml|toml|xml|java|cpp|rs|php|rb|sql|mp[34]';

/** What stands in texts and is in no language. Each takes linear time, or stops at the end of a word. */
const patterns: readonly RegExp[] = [
  /```[\s\S]*?(?:```|$)/gu,
  /`[^`\n]+`/gu,
  /<(script|style)\b[\s\S]*?<\/\1>/giu,
  /<!--[\s\S]*?-->|<[a-z!/?][^<>]*>/giu,
  /&(?:#\d+|#x[\da-f]+|[a-z]{2,8});/giu,
  // Addresses, mail, domains and files
  new RegExp(String.raw`\b[a-z][a-z0-9+.-]*:\/\/[^${ending}]*`, 'giu'),
  new RegExp(String.raw`\b(?:mailto:|tel:|www\.)[^${ending}]+`, 'giu'),
  /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/gu,
  new RegExp(String.raw`${host}(?:${domains})\b(?:\/[^${ending}]*)?`, 'gu'),
  new RegExp(String.raw`\b[\w-]+\.(?:${files})\b`, 'gu'),
  // Paths of two names and more: "and/or" is prose
  /\b[a-z]:\\(?:[\w.()-]+(?: [\w.()-]+){0,3}\\)*[\w.()-]*/giu,
  /(?:~|\.{1,2})?(?:\/[\w.@-]+){2,}\/?|\b[\w.@-]+(?:\/[\w.@-]+){2,}\/?/gu,
  // Handles and hashtags
  /(?<!\w)@[\w.-]+|#[\w\p{sc=Cyrl}\p{sc=Grek}\p{sc=Latn}\p{sc=Arab}\p{sc=Hebr}]+/gu,
  // Placeholders, and what ICU messages have around their texts
  /\{\s*\w+\s*,\s*(?:plural|select|selectordinal|number|date|time)\b[^{}]*|\b(?:zero|one|two|few|many|other)\s*(?=\{)/gu,
  /%(?:\d+\$)?[-+0]?\d*(?:\.\d+)?[sdifuxXc@](?![\p{L}'’])|(?<=^|\s):[a-z_]\w*(?![\w:])/gu,
  /\{\{[^{}\n]*\}\}|\$?\{[\w.:, -]*\}|\$\w+|%\(\w+\)[a-z]|%\w+%/gu,
  // Keys of JSON, lines of code, calls, names with underscores or humps, options, and mixtures with digits
  /"[\w.-]+"\s*:/gu,
  /^[\x20-\x7e]*[=(][\x20-\x7e]*[;{][ \t]*(?=\/\/|\/\*|#|$)/gmu,
  /\b\w+(?:\.\w+)*\(\)|\b\w*[a-z\d]_\w+\b|\b[a-z]+(?:[A-Z][a-z\d]+){2,}\b/gu,
  /(?<=\s)--?[a-z][\w-]*/gu,
  /\b[a-z]\w{0,40}\d\w{0,40}[a-z]\w{0,40}\b/giu,
];

const tools =
  'npm|npx|pnpm|yarn|bun|deno|node|pip3?|pipx|uv|conda|python3?|git|gh|docker|podman|kubectl|helm|cargo|rustup|go|brew|apt|apt-get|yum|dnf|sudo|curl|wget|ssh|scp|make|cmake|dotnet|mvn|gradle|composer|gem|systemctl|chmod|mkdir|cd|ls|rm|cp|mv|cat|echo|export';
/** A command within a text of another script: it ends where that goes on. */
const command = new RegExp(String.raw`(?<![\w.-])(?:${tools})(?: +[\x21-\x7e]+)+`, 'gu');
const isLatin = /\p{Script=Latin}/u;
const hasOtherLetters = /[^\P{L}\p{Script=Latin}]/u;

/** The text with a space in place of each address, tag, placeholder, handle, path and piece of code. */
export function prose(text: string): string {
  const rest = patterns.reduce((left, pattern) => left.replace(pattern, ' '), text);
  return isLatin.test(rest) && hasOtherLetters.test(rest) ? rest.replace(command, ' ') : rest;
}
