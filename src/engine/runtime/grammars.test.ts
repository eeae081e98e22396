import { describe, expect, it } from 'vitest';
import { byteToken, GrammarPipelineOfBytes } from '../../../testing/xgrammar';
import { Grammars } from './grammars';

const END = 2;

function setUp() {
  const pipeline = new GrammarPipelineOfBytes();
  return { pipeline, grammars: new Grammars(pipeline, [END]) };
}

/** Ids of the tokens that the bits stand for. */
const ids = (bits: Int32Array) =>
  Array.from(bits).flatMap((word, at) =>
    Array.from({ length: 32 }, (_, bit) => bit).flatMap((bit) =>
      (word >>> bit) & 1 ? [32 * at + bit] : [],
    ),
  );

describe('the grammars of a model', () => {
  it('allow what may come next, and an end where the answer may end', async () => {
    const { grammars } = setUp();
    const matcher = await grammars.open({ rules: 'root ::= "a" "b"?' });
    const [a, b] = [byteToken('a'), byteToken('b')];
    expect(ids(await matcher.allowed())).toEqual([a]);
    expect(matcher.accept(b)).toBe(false);
    expect(matcher.accept(a)).toBe(true);
    expect(ids(await matcher.allowed())).toEqual([END, b]);
    expect(matcher.accept(b)).toBe(true);
    expect(ids(await matcher.allowed())).toEqual([END]);
    matcher.close();
  });

  it('load their engine once, with the first, for any number at a time', async () => {
    const { pipeline, grammars } = setUp();
    expect(pipeline.prepared).toBe(0);
    const [one, other] = await Promise.all([
      grammars.open({ rules: 'root ::= "a"' }),
      grammars.open({ rules: 'root ::= "b"' }),
    ]);
    expect(pipeline.prepared).toBe(1);
    expect(one.accept(byteToken('a'))).toBe(true);
    expect(ids(await other.allowed())).toEqual([byteToken('b')]);
    one.close();
    expect(other.accept(byteToken('b'))).toBe(true);
    other.close();
  });

  it('go on from what is written already, if that is theirs', async () => {
    const { grammars } = setUp();
    const rules = 'root ::= "{ä: " [0-9] "}"';
    const matcher = await grammars.open({ rules, begun: '{ä: ' });
    expect(ids(await matcher.allowed())).toEqual(Array.from('0123456789', byteToken));
    matcher.close();
    await expect(grammars.open({ rules, begun: '{a' })).rejects.toMatchObject({
      code: 'form-unsupported',
    });
  });

  it('try again to load what did not load', async () => {
    const { pipeline, grammars } = setUp();
    const prepare = pipeline.prepareGrammarMatcherForSampling.bind(pipeline);
    pipeline.prepareGrammarMatcherForSampling = () => Promise.reject(new Error('no memory'));
    await expect(grammars.open({ rules: 'root ::= "a"' })).rejects.toThrow('no memory');
    pipeline.prepareGrammarMatcherForSampling = prepare;
    (await grammars.open({ rules: 'root ::= "a"' })).close();
  });
});
