import { expect, it } from 'vitest';
import kept from '../../src/diagnostics/golden.json' with { type: 'json' };
import { readGolden } from '../../compiler/golden/read';
import { selfTestAnswers } from './selfTest';

it('the app tests itself with the answers of the golden file', () => {
  expect(kept, 'another golden file: npm run golden -- self-test').toEqual(
    JSON.parse(JSON.stringify(selfTestAnswers(readGolden()))),
  );
});
