import type { Edit } from '../textDocument';
import type { ScriptClass, Writing } from '../writing';
import { attributeRange, type XmlToken } from '../xml';

/** What a part says of languages and of the direction of writing. */
export interface Wording {
  /** Of the default styles, by class of script; BCP-47. */
  readonly languages: ReadonlyMap<ScriptClass, string>;
  /** @param isFromRightToLeft Whether the source is. */
  edits(isFromRightToLeft: boolean, to: Writing): readonly Edit[];
}

interface Named {
  readonly scriptClass: ScriptClass;
  /** What is written in place, or put in. */
  readonly edit: (to: Writing) => Edit;
  readonly language: string;
  readonly region: string;
}

const classes: readonly (readonly [ScriptClass, string, string])[] = [
  ['western', 'fo:language', 'fo:country'],
  ['asian', 'style:language-asian', 'style:country-asian'],
  ['complex', 'style:language-complex', 'style:country-complex'],
];
const unknown = new Set(['', 'none', 'zxx', 'und']);
const turned: Readonly<Record<string, string>> = {
  ...{ 'lr-tb': 'rl-tb', lr: 'rl', 'rl-tb': 'lr-tb', rl: 'lr' },
};

export function readWording(source: string, tokens: readonly XmlToken[]): Wording {
  const named: Named[] = [];
  const directions: Edit[] = [];
  /** Where no direction is said of whole pages, and of all paragraphs. */
  const undirected: Edit[] = [];
  const languages = new Map<ScriptClass, string>();
  let family: string | undefined;
  for (const token of tokens) {
    if (token.name === 'style:default-style') {
      family = token.kind === 'open' ? token.attributes['style:family'] : undefined;
    }
    if (token.kind !== 'open' || !token.name.startsWith('style:')) continue;
    for (const each of classes) readLanguage(token, each);
    readDirection(token);
  }
  return {
    languages,
    edits: (isFromRightToLeft, to) => {
      const isTurned = isFromRightToLeft !== to.isRightToLeft;
      return [
        ...named.filter((each) => isOther(each, to)).map(({ edit }) => edit(to)),
        ...(isTurned ? directions : []),
        ...(isTurned && to.isRightToLeft ? undirected : []),
      ];
    },
  };

  function readLanguage(token: XmlToken, [scriptClass, ...names]: (typeof classes)[number]): void {
    const [language = '', region = ''] = names.map((name) => token.attributes[name] ?? '');
    const isKnown = !unknown.has(language);
    if (isKnown && family !== undefined && !languages.has(scriptClass)) {
      const tag = unknown.has(region) ? language : `${language}-${region}`;
      languages.set(scriptClass, tag);
    }
    // Elsewhere it may be said that a text is in no language.
    if (!isKnown && family === undefined) return;
    names.forEach((name, at) => {
      const range = attributeRange(source, token, name);
      if (range === undefined) return;
      const edit = (to: Writing) => ({
        ...range,
        text: at === 0 ? to.language : to.region || 'none',
      });
      named.push({ scriptClass, edit, language, region });
    });
  }

  function readDirection(token: XmlToken): void {
    const range = attributeRange(source, token, 'style:writing-mode');
    const text = turned[token.attributes['style:writing-mode'] ?? ''];
    if (range !== undefined && text !== undefined) directions.push({ ...range, text });
    const isOfAll =
      token.name === 'style:page-layout-properties' ||
      (token.name === 'style:paragraph-properties' && family !== undefined);
    if (range === undefined && isOfAll) undirected.push(direction(source, token));
  }
}

function isOther({ scriptClass, language, region }: Named, to: Writing): boolean {
  if (scriptClass !== to.scriptClass) return false;
  // Chinese is written in two ways, which only the region tells apart.
  return language !== to.language || (language === 'zh' && region !== to.region);
}

/** A further attribute, with the prefix that the file has for it. */
function direction(source: string, { start, end }: XmlToken): Edit {
  const name = /^<[^\s/>]+/.exec(source.slice(start, end))?.[0] ?? '';
  const prefix = name.slice(1, name.indexOf(':') + 1);
  const at = start + name.length;
  return { start: at, end: at, text: ` ${prefix}writing-mode="rl-tb"` };
}
