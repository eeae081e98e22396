import type { WriteOptions } from '../types';
import { parsePluralRule, pluralRuleOf, type PluralRule } from './plurals';
import { renderString, type PoStyle } from './render';
import type { PoEntry } from './scan';

/** What a catalogue's first message says about all of it. */
export interface PoHeader {
  /** BCP-47 */
  readonly language?: string;
  readonly rule?: PluralRule;
  readonly charset?: string;
}

export function isHeader({ id, context }: PoEntry): boolean {
  return id.text === '' && context === undefined;
}

export function readHeader(text: string): PoHeader {
  const field = (name: string) =>
    new RegExp(`^${name}:[ \\t]*(.*)$`, 'im').exec(text)?.[1]?.trim() ?? '';
  const language = toTag(field('Language'));
  const own = parsePluralRule(field('Plural-Forms'));
  const rule = own ?? (language === undefined ? undefined : pluralRuleOf(language));
  const charset = /charset=([\w.:-]+)/i.exec(field('Content-Type'))?.[1];
  return {
    ...(language !== undefined && { language }),
    ...(rule !== undefined && { rule }),
    ...(charset !== undefined && { charset }),
  };
}

/** The rule for a language: the file's own, if it is for that language. */
export function ruleFor({ language, rule }: PoHeader, options: WriteOptions): PluralRule {
  const usual = pluralRuleOf(options.language);
  if (rule === undefined) return usual;
  if (language !== undefined) return base(language) === base(options.language) ? rule : usual;
  return options.rewriteAll === true || rule.count === usual.count ? rule : usual;
}

const base = (tag: string) => tag.split('-', 1)[0]?.toLowerCase();

const scripts: Readonly<Record<string, string>> = {
  latin: 'Latn',
  cyrillic: 'Cyrl',
  arabic: 'Arab',
};

/** `sr_RS@latin` */
function toTag(locale: string): string | undefined {
  const found =
    /^([a-z]{2,3})(?:[_-]([a-z]{4}))?(?:[_-]([a-z]{2}|\d{3}))?(?:\.[\w-]+)?(?:@(\w+))?$/i.exec(
      locale,
    );
  if (found === null) return undefined;
  const [, language, script, region, modifier = ''] = found;
  const own = script ?? scripts[modifier.toLowerCase()];
  return [language?.toLowerCase(), own, region?.toUpperCase()].filter(Boolean).join('-');
}

/** How gettext names a language: `zh_CN`, `sr@latin`. */
export function toLocale(tag: string): string {
  const { language, script, region } = new Intl.Locale(tag);
  if (language === 'zh' && region === undefined) return script === 'Hant' ? 'zh_TW' : 'zh_CN';
  const named = Object.entries(scripts).find(
    ([, each]) => each === script && language !== 'zh',
  )?.[0];
  return (
    language + (region === undefined ? '' : `_${region}`) + (named === undefined ? '' : `@${named}`)
  );
}

/** The fields of a header with others in their place; all else as it was. */
export function withFields(
  raw: string,
  text: string,
  fields: Readonly<Record<string, string>>,
  style: PoStyle,
): string {
  return Object.entries(fields).reduce((made, [name, value]) => {
    const line = `"${name}: ${value}\\n"`;
    const own = new RegExp(`"${name}:(?:[^"\\\\]|\\\\[^n]|"[ \\t]*\\r?\\n\\s*")*\\\\n"`, 'i');
    if (own.test(made)) return made.replace(own, () => line);
    if (!new RegExp(`^${name}:`, 'im').test(text)) return made + style.lineEnd + line;
    // Several fields in one line.
    const lines = text.split('\n').map((each) => {
      const found = Object.entries(fields).find(([key]) =>
        each.toLowerCase().startsWith(`${key.toLowerCase()}:`),
      );
      return found === undefined ? each : found.join(': ');
    });
    return renderString('msgstr', lines.join('\n'), { ...style, isWrapped: false });
  }, raw);
}

/** A header for a catalogue that has none. */
export function newHeader(fields: Readonly<Record<string, string>>, { lineEnd }: PoStyle): string {
  const all = { ...fields, 'MIME-Version': '1.0', 'Content-Transfer-Encoding': '8bit' };
  const lines = Object.entries(all).map(([name, value]) => `"${name}: ${value}\\n"`);
  return ['msgid ""', 'msgstr ""', ...lines, '', ''].join(lineEnd);
}
