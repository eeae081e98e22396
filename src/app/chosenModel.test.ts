import { expect, it } from 'vitest';
import type { ModelId } from '../core/catalog';
import { chosenModel } from './chosenModel';

it('is the model that is chosen when all is known, however often it changes meanwhile', async () => {
  const wishes: ModelId[] = ['bayling-3-8b', 'bayling-2-7b', 'demo'];
  let chosen: ModelId = 'demo';
  const asked: ModelId[] = [];
  const found = await chosenModel(
    () => chosen,
    (modelId) => {
      asked.push(modelId);
      chosen = wishes.shift() ?? chosen;
      return Promise.resolve(`of ${modelId}`);
    },
  );
  expect(asked).toEqual(['demo', 'bayling-3-8b', 'bayling-2-7b', 'demo']);
  expect(found).toEqual({ modelId: 'demo', mayShow: 'of demo' });
});
