import type { ChatStore } from './chat';
import type { EngineStore } from './engine';
import type { TranslateStore } from './translate';

const working: ReadonlySet<string> = new Set(['waiting', 'running', 'loading', 'generating']);

export interface Workers {
  readonly engine: EngineStore;
  readonly translate: TranslateStore;
  readonly chat: ChatStore;
}

/**
 * Resolves once no text is being written and no model is being loaded, so that another model can take over. A
 * long text takes many requests: between two of them the engine only seems idle.
 */
export function whenIdle({ engine, translate, chat }: Workers): Promise<void> {
  const isIdle = () =>
    ![engine.getState().status.kind, translate.getState().phase, chat.getState().phase].some(
      (state) => working.has(state),
    );
  if (isIdle()) return Promise.resolve();
  return new Promise((resolve) => {
    const stops = [engine, translate, chat].map((store) =>
      store.subscribe(() => {
        if (!isIdle()) return;
        for (const stop of stops) stop();
        resolve();
      }),
    );
  });
}
