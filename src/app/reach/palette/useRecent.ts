import { useEffect, useMemo, useState } from 'react';
import type { Command } from '../../../features/commands';
import type { TranslationSummary } from '../../../state/history';
import type { AppPorts } from './appCommands';

/** Translations that are offered. */
const COUNT = 5;

/** Of a text, what is enough to know it by. */
const beginning = (text: string): string => text.trimStart().split('\n', 1)[0]?.slice(0, 80) ?? '';

function commandOf({ stores, translate, go }: AppPorts, past: TranslationSummary): Command {
  const name = `${beginning(past.source)} → ${beginning(past.target)}`;
  const open = async () => {
    const history = await stores.history();
    if (await history.getState().open(past.id)) go('/translate');
  };
  return {
    ...{ id: `recent-${past.id}`, group: 'recent', name: () => name },
    isCurrent: () => {
      const { source, to } = translate.getState();
      return (
        to === past.to && past.sizes.source === source.length && source.startsWith(past.source)
      );
    },
    run: () => void open(),
  };
}

/** The last translations of the history, once they are read. */
export function useRecent(ports: AppPorts): readonly Command[] {
  const [recent, setRecent] = useState<readonly TranslationSummary[]>([]);
  const { history } = ports.stores;
  useEffect(() => {
    let isOpen = true;
    const read = async () => {
      const found = await (await history()).getState().recent(COUNT);
      if (isOpen) setRecent(found);
    };
    // Without them the palette has everything else.
    void read().catch(() => undefined);
    return () => {
      isOpen = false;
    };
  }, [history]);
  return useMemo(() => recent.map((past) => commandOf(ports, past)), [recent, ports]);
}
