import type { ActivityStore } from './activity';
import type { ChatStore } from './chat';
import type { EngineStore } from './engine';

const working: ReadonlySet<string> = new Set(['waiting', 'running', 'loading', 'generating']);

export interface Workers {
  readonly engine: EngineStore;
  readonly activity: ActivityStore;
  readonly chat: ChatStore;
}

/**
 * Resolves once no text is being written and no model is being loaded, so that another model can take over. A
 * long text takes many requests: between two of them the engine only seems idle.
 */
export function whenIdle({ engine, activity, chat }: Workers): Promise<void> {
  const isIdle = () =>
    !activity.getState().translating &&
    ![engine.getState().status.kind, chat.getState().phase].some((state) => working.has(state));
  if (isIdle()) return Promise.resolve();
  return new Promise((resolve) => {
    const stops = [engine, activity, chat].map((store) =>
      store.subscribe(() => {
        if (!isIdle()) return;
        for (const stop of stops) stop();
        resolve();
      }),
    );
  });
}
