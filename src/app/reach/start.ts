import { addCommands, commandOf } from '../../features/commands';
import type { Stores } from '../../features/stores';
import { findLanguage } from '../../core/languages';
import { isField } from '../../ui/shortcuts';
import { isMac } from '../../ui/platform';
import { commandTexts } from '../../ui/i18n/commandTexts';
import { askedBy } from '../asked';
import { overlay, showOverlay } from './overlay';
import { markNow, startLedger } from './requests/ledger';

/** What the app is reached by from outside its pages. */
interface ReachParts {
  readonly stores: Stores;
  /** Opens a page, by its path below the base. */
  readonly go: (path: string) => void;
}

/** Listens to keys, to links that are opened in this tab, to files, and to what is requested. */
export function startReach(parts: ReachParts): void {
  startLedger();
  markWhenReady(parts.stores);
  addCommands([
    {
      ...{ id: 'palette', group: 'open', ...commandTexts('palette') },
      keys: { key: 'k', command: true },
      run: () => showOverlay('palette'),
    },
    {
      ...{ id: 'keys', group: 'open', ...commandTexts('keys') },
      keys: { key: '?', outsideFields: true },
      run: () => showOverlay('keys'),
    },
    {
      ...{ id: 'requests', group: 'open', ...commandTexts('requests') },
      run: () => showOverlay('requests'),
    },
    {
      ...{ id: 'bookmarklet', group: 'open', ...commandTexts('bookmarklet') },
      run: () => showOverlay('bookmarklet'),
    },
  ]);
  document.addEventListener('keydown', onKeyDown);
  addEventListener('hashchange', () => openLink(parts));
}

function onKeyDown(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.repeat) return;
  const command = commandOf(event, { isMac, inField: isField(event.target) });
  if (command === undefined) return;
  const isOpen = overlay.getState().shown === 'palette';
  if (command.id === 'palette' && isOpen) showOverlay(undefined);
  // What asks or tells something comes first.
  else if (document.querySelector('dialog[open]') !== null) return;
  else command.run();
  event.preventDefault();
}

/** An address that was changed by hand, or by a link, while the app was open. */
function openLink({ stores, go }: ReachParts): void {
  const asked = askedBy(location);
  const [text, from, to] = ['text', 'from', 'to'].map((name) => asked.get(name) ?? undefined);
  if (text === undefined && from === undefined && to === undefined) return;
  history.replaceState(history.state, '', location.pathname);
  const { setFrom, setTo, setSource } = stores.translate.getState();
  setFrom(findLanguage(from ?? '')?.code);
  const target = findLanguage(to ?? '')?.code;
  if (target !== undefined && target !== stores.translate.getState().from) setTo(target);
  if (text !== undefined) setSource(text);
  go('/translate');
}

/** A working session begins when the model is ready: from then on nothing needs a network. */
function markWhenReady({ engine }: Stores): void {
  engine.subscribe(({ status }, before) => {
    if (status.kind === 'ready' && before.status.kind === 'loading') markNow('sinceLoaded');
  });
  if (engine.getState().status.kind === 'ready') markNow('sinceLoaded');
}
