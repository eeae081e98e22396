import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/*
 * The grammar engine, out of the bundle of web-llm, which exports it nowhere: the same code that answers
 * follow in the app.
 */

interface Handle {
  dispose(): void;
}
interface Matcher extends Handle {
  acceptToken(token: number): boolean;
  _acceptString(text: string): boolean;
  getNextTokenBitmask(): Promise<Int32Array>;
}
interface Compiler extends Handle {
  compileGrammar(rules: string): Promise<Handle>;
}
interface XGrammar {
  readonly TokenizerInfo: {
    createTokenizerInfo(
      vocabulary: readonly string[],
      kind: 'byte_fallback',
      prependsSpace: boolean,
      size: number,
      stopTokens: readonly number[],
    ): Promise<Handle>;
  };
  readonly GrammarCompiler: { createGrammarCompiler(info: Handle): Promise<Compiler> };
  readonly GrammarMatcher: { createGrammarMatcher(compiled: Handle): Promise<Matcher> };
}

function load(): XGrammar {
  const path = createRequire(import.meta.url).resolve('@mlc-ai/web-llm');
  const bundle = readFileSync(path, 'utf8');
  const inside = bundle.indexOf('exports.GrammarMatcher = ');
  const start = bundle.lastIndexOf('\nvar ', bundle.lastIndexOf('= {exports: {}};', inside));
  const part = bundle
    .slice(start, bundle.indexOf('\nvar libExports', inside))
    .replaceAll('"MLC_DUMMY_PATH"', JSON.stringify(import.meta.url));
  const opener = /function (requireLib\S*) \(/.exec(part)?.[1] ?? '';

  const body = `${part}\nreturn ${opener}();`;
  // eslint-disable-next-line @typescript-eslint/no-implied-eval -- the bundle's own code
  const run = new Function('createRequire', body) as (given: typeof createRequire) => XGrammar;
  return run(createRequire);
}

/** A token for each byte, after these. */
const special = ['<unk>', '<s>', '</s>'];
const END = 2;
const hex = (byte: number) => byte.toString(16).toUpperCase().padStart(2, '0');
const vocabulary = [...special, ...Array.from({ length: 256 }, (_, byte) => `<0x${hex(byte)}>`)];

let compiler: Promise<Compiler> | undefined;
const engine = load();

async function openCompiler(stopTokens: readonly number[]): Promise<Compiler> {
  const { TokenizerInfo, GrammarCompiler } = engine;
  const { length } = vocabulary;
  const info = await TokenizerInfo.createTokenizerInfo(
    ...([vocabulary, 'byte_fallback', true, length, stopTokens] as const),
  );
  return GrammarCompiler.createGrammarCompiler(info);
}

/** What web-llm makes of its engine for a model: here, of one whose tokens are bytes. */
export class GrammarPipelineOfBytes {
  grammarCompiler: Compiler | undefined;
  grammarMatcher: Matcher | undefined;
  stopTokens: readonly number[] = [];
  prepared = 0;

  async prepareGrammarMatcherForSampling(): Promise<void> {
    this.prepared++;
    const own = await openCompiler(this.stopTokens);
    this.grammarCompiler = own;
    const compiled = await own.compileGrammar('root ::= "a"');
    this.grammarMatcher = await engine.GrammarMatcher.createGrammarMatcher(compiled);
  }
}

/** The token of a byte. */
export const byteToken = (byte: number | string): number =>
  special.length + (typeof byte === 'string' ? byte.charCodeAt(0) : byte);

/** A grammar that texts can be tried on, and drawn from. */
export interface Tried {
  accepts(text: string): Promise<boolean>;
  /**
   * A text that the grammar allows, byte by byte; the shorter the more it is in a hurry.
   *
   * @param random In [0, 1).
   * @returns undefined if it did not end within the bytes.
   */
  draw(random: () => number, mostBytes: number): Promise<string | undefined>;
}

/** @param rules In the notation of xgrammar. */
export async function compileRules(rules: string): Promise<Tried> {
  const compiled = await (await (compiler ??= openCompiler([END]))).compileGrammar(rules);
  const open = () => engine.GrammarMatcher.createGrammarMatcher(compiled);
  const allowed = async (matcher: Matcher) => {
    const bits = await matcher.getNextTokenBitmask();
    return vocabulary.flatMap((_, token) =>
      ((bits[token >> 5] ?? 0) >>> token) & 1 ? [token] : [],
    );
  };
  return {
    async accepts(text) {
      const matcher = await open();
      const isIn = Array.from(new TextEncoder().encode(text)).every((byte) =>
        matcher.acceptToken(byte + special.length),
      );
      const ends = isIn && (await allowed(matcher)).includes(END);
      matcher.dispose();
      return ends;
    },
    async draw(random, mostBytes) {
      const matcher = await open();
      const bytes: number[] = [];
      try {
        while (bytes.length < mostBytes) {
          const tokens = await allowed(matcher);
          if (tokens.includes(END) && random() < 0.3) break;
          const others = tokens.filter((token) => token !== END);
          // Quotes and brackets end things.
          const ending = others.filter((token) => '"]}'.includes(String.fromCharCode(token - 3)));
          const from = ending.length > 0 && random() < 0.5 ? ending : others;
          const token = from[Math.floor(random() * from.length)];
          if (token === undefined) break;
          matcher.acceptToken(token);
          bytes.push(token - special.length);
        }
        return (await allowed(matcher)).includes(END)
          ? new TextDecoder().decode(Uint8Array.from(bytes))
          : undefined;
      } finally {
        matcher.dispose();
      }
    },
  };
}
