// @ts-check
import { createHash } from 'node:crypto';
import { relative } from 'node:path';
import { CheckStatus } from '@stryker-mutator/api/check';
import { declareClassPlugin, declareValuePlugin, PluginKind } from '@stryker-mutator/api/plugin';

const forProgrammers = new Set(['Error', 'RangeError', 'TypeError']);

/** @type {import('@stryker-mutator/api/ignore').Ignorer} */
const messages = {
  shouldIgnore({ node, parent }) {
    const isWords = node.type === 'StringLiteral' || node.type === 'TemplateLiteral';
    const made = parent?.type === 'NewExpression' ? parent.callee : undefined;
    return isWords && made?.type === 'Identifier' && forProgrammers.has(made.name)
      ? 'Tests go by the type of an error, not by its words.'
      : undefined;
  },
};

/** Lets a share of the mutants through, each as likely as the others; the same seed draws the same. */
class Sample {
  static inject = /** @type {const} */ ([]);

  async init() {}

  /** @param {readonly import('@stryker-mutator/api/core').Mutant[]} mutants */
  async check(mutants) {
    const { BAYLING_MUTANTS_SAMPLE: share = '1', BAYLING_MUTANTS_SEED: seed = '1' } = process.env;
    const results = mutants.map(({ id, fileName, location, replacement }) => {
      const place = relative(process.cwd(), fileName);
      const words = JSON.stringify([seed, place, location, replacement]);
      const drawn = createHash('sha256').update(words).digest().readUInt32BE() / 2 ** 32;
      const status =
        drawn < Number(share)
          ? { status: CheckStatus.Passed }
          : { status: CheckStatus.CompileError, reason: 'It is not in the sample.' };
      return [id, status];
    });
    return Object.fromEntries(results);
  }

  /** @param {readonly import('@stryker-mutator/api/core').Mutant[]} mutants */
  async group(mutants) {
    return [mutants.map(({ id }) => id)];
  }
}

export const strykerPlugins = [
  declareValuePlugin(PluginKind.Ignore, 'messages', messages),
  declareClassPlugin(PluginKind.Checker, 'sample', Sample),
];
