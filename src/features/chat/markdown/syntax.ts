import { findAndReplace } from 'mdast-util-find-and-replace';
import type { PhrasingContent, Root } from 'mdast';
import type { Code, Construct, Extension, State, TokenizeContext } from 'micromark-util-types';
import type {} from 'micromark-extension-gfm-autolink-literal';
import type {} from 'remark-parse';
import type { Processor } from 'unified';
import { addressStops, cutAddress } from './addresses';

/**
 * A plugin to follow remark-gfm: bare addresses begin and end where those put them who write no spaces, beside
 * full-width punctuation.
 */
export function endAddresses(this: Processor): void {
  const { micromarkExtensions = [], fromMarkdownExtensions = [] } = this.data();
  for (const [at, extension] of micromarkExtensions.entries()) {
    micromarkExtensions[at] = { ...extension, text: adaptAll(extension.text) };
  }
  // GFM looks for addresses once more, in what the parser has left as text.
  fromMarkdownExtensions.unshift({ transforms: [linkAddresses] });
}

function adaptAll(text: Extension['text']): Extension['text'] {
  return Object.fromEntries(
    Object.entries(text ?? {}).map(([code, some]) => [code, [some ?? []].flat().map(adapt)]),
  );
}

const stop = new RegExp(`[${addressStops}]|[^\0-\x7f]`, 'u');
const space = 32;
/** Line ends and tabs are negative. */
const isEnd = (code: Code) => code === null || code <= space || code === 60;
const asBefore = (code: Code) =>
  code !== null && code > 0 && stop.test(String.fromCharCode(code)) ? space : code;

/** Where GFM finds an address, ours is as long as {@link cutAddress} says. */
function adapt(construct: Construct): Construct {
  const { name = '', previous, tokenize } = construct;
  const [, kind] = /^(www|protocol)Autolink$/.exec(name) ?? [];
  if (kind === undefined) return construct;
  const type = kind === 'www' ? 'literalAutolinkWww' : 'literalAutolinkHttp';
  const found: Construct = {
    ...construct,
    partial: true,
    tokenize(...rest) {
      return tokenize.call(withBefore(this), ...rest);
    },
  };
  return {
    ...construct,
    previous(code) {
      return previous?.call(this, asBefore(code)) ?? true;
    },
    tokenize(effects, ok, nok) {
      let ahead = '';
      let left = 0;
      const look: Construct = {
        partial: true,
        tokenize: (inner, done) => {
          inner.enter('data');
          const read: State = (code) => {
            if (isEnd(code)) {
              inner.exit('data');
              return done(code);
            }
            ahead += String.fromCharCode(code ?? space);
            inner.consume(code);
            return read;
          };
          return read;
        },
      };
      const begin: State = (code) => {
        left = cutAddress(ahead).length;
        effects.enter('literalAutolink');
        effects.enter(type);
        return read(code);
      };
      const read: State = (code) => {
        if (left === 0) {
          effects.exit(type);
          effects.exit('literalAutolink');
          return ok(code);
        }
        left -= 1;
        effects.consume(code);
        return read;
      };
      return effects.check(found, effects.check(look, begin, nok), nok);
    },
  };
}

/** A sign without a space beside it is as good as a space. */
function withBefore(context: TokenizeContext): TokenizeContext {
  return Object.create(context, {
    previous: { get: () => asBefore(context.previous) },
  }) as TokenizeContext;
}

const address = /(?<![\p{L}\p{N}])(?:https?:\/\/|www\.)(?=[\p{L}\p{N}])[^\s<]+/giu;

/** Where brackets keep the parser from addresses, because they might become a link. */
function linkAddresses(tree: Root): undefined {
  findAndReplace(tree, [address, link], { ignore: ['link', 'linkReference'] });
}

function link(found: string): PhrasingContent[] {
  const value = cutAddress(found);
  const url = /^www/i.test(value) ? `http://${value}` : value;
  return [
    { type: 'link', url, children: [{ type: 'text', value }] },
    { type: 'text', value: found.slice(value.length) },
  ];
}
