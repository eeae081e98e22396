import { expect, it } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { whenIdle, type Workers } from './idle';

it('waits for a text that is being written, between its requests too', async () => {
  const engine = createStore(() => ({ status: { kind: 'generating' } }));
  const activity = createStore(() => ({ translating: true }));
  const chat = createStore(() => ({ phase: 'idle' }));
  const workers = { engine, activity, chat } as unknown as Workers;
  let idle = false;
  const done = whenIdle(workers).then(() => (idle = true));
  engine.setState({ status: { kind: 'ready' } });
  await Promise.resolve();
  expect(idle).toBe(false);
  activity.setState({ translating: false });
  await done;
  await whenIdle(workers);
});
