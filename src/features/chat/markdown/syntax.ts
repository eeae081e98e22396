import { findAndReplace } from 'mdast-util-find-and-replace';
import type {} from 'micromark-extension-gfm-autolink-literal';
import type { Code, Construct, Event, Extension, State, Token } from 'micromark-util-types';
import type {} from 'remark-parse';
import type { Processor } from 'unified';
import { cutAddress, isAddressStop } from './addresses';
import type { MarkdownRoot, Phrasing } from './trees';

/**
 * A plugin to follow remark-gfm: bare addresses begin and end where those put them who write no spaces, beside
 * full-width punctuation.
 */
export function endAddresses(this: Processor): void {
  const { micromarkExtensions = [], fromMarkdownExtensions = [] } = this.data();
  for (const [at, extension] of micromarkExtensions.entries()) {
    micromarkExtensions[at] = { ...extension, text: replace(extension.text ?? {}) };
  }
  // GFM looks for addresses once more, in what the parser has left as text.
  fromMarkdownExtensions.unshift({ transforms: [linkAddresses] });
}

/** In place of GFM's own. */
function replace(text: NonNullable<Extension['text']>): Extension['text'] {
  const replaced = { ...text };
  for (const code of [72, 104, 87, 119]) {
    const constructs = [text[code] ?? []].flat();
    replaced[code] = constructs.map(
      (theirs) => [http, www].find((ours) => ours.name === theirs.name) ?? theirs,
    );
  }
  return replaced;
}

/** Line ends are negative. */
const isEnd = (code: Code) =>
  code === null || code <= 32 || code === 60 || isAddressStop(String.fromCharCode(code));
const isAscii = (code: Code) => code !== null && code < 128;

const http = address(
  'protocolAutolink',
  'literalAutolinkHttp',
  (code) => !isAscii(code) || !/[a-z\d]/i.test(String.fromCharCode(code ?? 0)),
);
const www = address(
  'wwwAutolink',
  'literalAutolinkWww',
  // As GFM has it, and any sign of a script without spaces.
  (code) =>
    code === null || code <= 32 || !isAscii(code) || '"(*_[]~'.includes(String.fromCharCode(code)),
);

type AddressToken = 'literalAutolinkHttp' | 'literalAutolinkWww';

/** Looks ahead, and takes as much as {@link cutAddress} says. */
function address(name: string, type: AddressToken, mayFollow: (code: Code) => boolean): Construct {
  return {
    name,
    previous: mayFollow,
    tokenize(effects, ok, nok) {
      let ahead = '';
      let left = 0;
      const look: Construct = {
        partial: true,
        tokenize(inner, done) {
          inner.enter('data');
          return read;
          function read(code: Code): State | undefined {
            if (isEnd(code) || !mayBegin(ahead)) {
              inner.exit('data');
              return done(code);
            }
            ahead += String.fromCharCode(code ?? 0);
            inner.consume(code);
            return read;
          }
        },
      };
      const take: State = (code) => {
        if (left === 0) {
          effects.exit(type);
          effects.exit('literalAutolink');
          return ok(code);
        }
        left -= 1;
        effects.consume(code);
        return take;
      };
      const begin: State = (code) => {
        left = cutAddress(ahead).length;
        if (left === 0) return nok(code);
        effects.enter('literalAutolink');
        effects.enter(type);
        return take(code);
      };
      return (code) =>
        mayFollow(this.previous) && !isWithinBrackets(this.events)
          ? effects.check(look, begin, nok)(code)
          : nok(code);
    },
  };
}

const prefixes = ['https://', 'http://', 'www.'];
const mayBegin = (text: string) =>
  prefixes.some((prefix) => {
    const length = Math.min(prefix.length, text.length);
    return text.slice(0, length).toLowerCase() === prefix.slice(0, length);
  });

/** Up to each of them, no bracket is open. */
const seen = new WeakSet<Token>();

/** In brackets that might become a link, an address is none yet. */
function isWithinBrackets(events: readonly Event[]): boolean {
  const found = events.findLast(([, token]) => isOpenBracket(token) || seen.has(token))?.[1];
  if (found !== undefined && isOpenBracket(found)) return true;
  const last = events.at(-1)?.[1];
  if (last !== undefined) seen.add(last);
  return false;
}

function isOpenBracket({ type, _balanced }: Token): boolean {
  return (type === 'labelLink' || type === 'labelImage') && _balanced !== true;
}

const bareAddress = /(?<![\p{L}\p{N}])(?:https?:\/\/|www\.)(?=[\p{L}\p{N}\p{So}])[^\s<]+/giu;

/** Where brackets have kept the parser from addresses, because they might have become a link. */
function linkAddresses(tree: MarkdownRoot): undefined {
  findAndReplace(tree, [bareAddress, link], { ignore: ['link', 'linkReference'] });
}

function link(found: string): Phrasing[] | false {
  const value = cutAddress(found);
  if (value === '') return false;
  const url = /^www/i.test(value) ? `http://${value}` : value;
  return [
    { type: 'link', url, children: [{ type: 'text', value }] },
    { type: 'text', value: found.slice(value.length) },
  ];
}
