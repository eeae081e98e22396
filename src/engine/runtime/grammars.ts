import { AppError } from '../../core/errors';
import type { Matcher } from '../scheduler/executor';
import type { Grammar } from '../types';

/** xgrammar's state of one answer. */
interface GrammarMatcher {
  acceptToken(token: number): boolean;
  _acceptString(text: string): boolean;
  getNextTokenBitmask(): Promise<Int32Array>;
  dispose(): void;
}

interface Disposable {
  dispose(): void;
}

interface GrammarCompiler {
  compileGrammar(rules: string): Promise<Disposable>;
}

/** What web-llm 0.2.86 keeps of xgrammar for a loaded model, which it exports nowhere. */
export interface GrammarPipeline {
  grammarCompiler: GrammarCompiler | undefined;
  grammarMatcher: GrammarMatcher | undefined;
  /** Ids that end an answer: the package's, until they are replaced. */
  stopTokens: readonly number[];
  /** Instantiates xgrammar, with its table of the tokens, the first time. Leaves a matcher behind. */
  prepareGrammarMatcherForSampling(config: {
    readonly response_format: { readonly type: 'grammar'; readonly grammar: string };
  }): Promise<void> | undefined;
}

/** xgrammar's class of matchers. */
interface MatcherClass {
  createGrammarMatcher(compiled: Disposable): Promise<GrammarMatcher>;
}

interface Opened {
  readonly compiler: GrammarCompiler;
  readonly matchers: MatcherClass;
}

export type OpenMatcher = Matcher & { close(): void };

/** The grammars of one model's answers. Loads xgrammar with the first. */
export class Grammars {
  readonly #pipeline: GrammarPipeline;
  #opened: Promise<Opened> | undefined;

  /** @param stopTokenIds Allowed where a grammar may end. */
  constructor(pipeline: GrammarPipeline, stopTokenIds: readonly number[]) {
    this.#pipeline = pipeline;
    pipeline.stopTokens = stopTokenIds;
  }

  /**
   * To be closed after use: its memory is not the garbage collector's.
   *
   * @throws AppError `form-unsupported` for a grammar that cannot be compiled, or that does not begin as
   *   `begun` says.
   */
  async open({ rules, begun }: Grammar): Promise<OpenMatcher> {
    const { compiler, matchers } = await this.#open();
    const compiled = await compile(compiler, rules);
    try {
      const matcher = await matchers.createGrammarMatcher(compiled);
      if (begun !== undefined && !matcher._acceptString(begun)) {
        matcher.dispose();
        throw new AppError('form-unsupported', { detail: 'it does not begin like this' });
      }
      return {
        allowed: () => matcher.getNextTokenBitmask(),
        accept: (token) => matcher.acceptToken(token),
        close: () => matcher.dispose(),
      };
    } finally {
      compiled.dispose();
    }
  }

  /** What fails is tried again with the next answer. */
  #open(): Promise<Opened> {
    this.#opened ??= this.#load().catch((error: unknown) => {
      this.#opened = undefined;
      throw error;
    });
    return this.#opened;
  }

  async #load(): Promise<Opened> {
    const pipeline = this.#pipeline;
    await pipeline.prepareGrammarMatcherForSampling({
      response_format: { type: 'grammar', grammar: 'root ::= "a"' },
    });
    const { grammarCompiler, grammarMatcher } = pipeline;
    if (grammarCompiler === undefined || grammarMatcher === undefined) {
      throw new Error('web-llm has no grammars');
    }
    const matchers = grammarMatcher.constructor as unknown as MatcherClass;
    return { compiler: grammarCompiler, matchers };
  }
}

async function compile(compiler: GrammarCompiler, rules: string): Promise<Disposable> {
  try {
    return await compiler.compileGrammar(rules);
  } catch (error) {
    throw new AppError('form-unsupported', { detail: String(error) }, { cause: error });
  }
}
