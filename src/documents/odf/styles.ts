import type { XmlToken } from '../xml';

/** What a style of the document means for its text. */
export interface TextStyles {
  /** Equal for styles that look the same; "" for one that changes nothing that is seen. */
  formatting(style: string): string;
  /** In words. */
  label(style: string): string;
  isHidden(style: string): boolean;
  /** Of tables. */
  isHiddenTable(style: string): boolean;
}

interface Style {
  readonly formatting: string;
  readonly label: string;
  readonly isHidden: boolean;
}

// Set by spelling checks and by comparing documents; a reader sees nothing of them.
const unseen = /^(officeooo:|loext:|(fo|style):(language|country|script|rfc-language-tag)(-|$))/;

/** @param parts The tokens of content.xml and styles.xml */
export function readStyles(parts: readonly (readonly XmlToken[])[]): TextStyles {
  const styles = new Map<string, Style>();
  const hiddenTables = new Set<string>();
  for (const tokens of parts) {
    let current: { name: string; isText: boolean; isAutomatic: boolean } | undefined;
    let isAutomatic = false;
    for (const { kind, name, attributes } of tokens) {
      if (name === 'office:automatic-styles') isAutomatic = kind === 'open';
      if (kind === 'close' && name === 'style:style') current = undefined;
      if (kind !== 'open') continue;
      if (name === 'style:style') {
        const { 'style:name': styleName = '', 'style:family': family = '' } = attributes;
        current = { name: styleName, isText: family === 'text', isAutomatic };
        if (!current.isText) continue;
        const parent = attributes['style:parent-style-name'] ?? '';
        const formatting = isAutomatic ? parent : styleName;
        const label = attributes['style:display-name'] ?? (isAutomatic ? parent : styleName);
        styles.set(styleName, { formatting, label, isHidden: false });
      } else if (name === 'style:text-properties' && current?.isText) {
        const base = styles.get(current.name);
        styles.set(current.name, withProperties(base, attributes, current.isAutomatic));
      } else if (name === 'style:table-properties' && attributes['table:display'] === 'false') {
        if (current !== undefined) hiddenTables.add(current.name);
      }
    }
  }
  return {
    formatting: (style) => styles.get(style)?.formatting ?? style,
    label: (style) => styles.get(style)?.label ?? style,
    isHidden: (style) => styles.get(style)?.isHidden ?? false,
    isHiddenTable: (style) => hiddenTables.has(style),
  };
}

function withProperties(
  base: Style | undefined,
  attributes: Readonly<Record<string, string>>,
  isAutomatic: boolean,
): Style {
  const { formatting = '', label = '' } = base ?? {};
  const isHidden = attributes['text:display'] === 'none';
  if (!isAutomatic) return { formatting, label, isHidden };
  const seen = Object.entries(attributes)
    .filter(([name]) => !unseen.test(name))
    .map(([name, value]) => `${name}=${value}`)
    .sort();
  const words = [label, ...describe(attributes)].filter((word) => word !== '');
  return { formatting: [formatting, ...seen].join('\n').trim(), label: words.join(', '), isHidden };
}

function describe(attributes: Readonly<Record<string, string>>): readonly string[] {
  const isSet = (name: string) => (attributes[name] ?? 'none') !== 'none';
  const position = attributes['style:text-position'] ?? '';
  return [
    attributes['fo:font-weight'] === 'bold' ? 'bold' : '',
    attributes['fo:font-style'] === 'italic' ? 'italic' : '',
    isSet('style:text-underline-style') ? 'underlined' : '',
    isSet('style:text-line-through-style') ? 'struck through' : '',
    position.startsWith('super') ? 'superscript' : position.startsWith('sub') ? 'subscript' : '',
    attributes['fo:color'] ?? '',
    attributes['style:font-name'] ?? '',
    attributes['fo:font-size'] ?? '',
  ];
}
