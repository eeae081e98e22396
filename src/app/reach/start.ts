import { addCommands, commandOf } from '../../features/commands';
import type { Stores } from '../../features/stores';
import { findLanguage } from '../../core/languages';
import { fieldOf } from '../../ui/shortcuts';
import { isMac } from '../../ui/platform';
import { commandTexts } from '../../ui/i18n/commandTexts';
import { askedBy } from '../asked';
import { keepFocus } from './keepFocus';
import { overlay, showOverlay } from './overlay';
import { markNow, startLedger } from './requests/ledger';

/** What the app is reached by from outside its pages. */
interface ReachParts {
  readonly stores: Stores;
  /** Opens a page, by its path below the base. */
  readonly go: (path: string) => void;
}

/** Listens to keys and the focus, to links that are opened in this tab, to files, and to what is requested. */
export function startReach(parts: ReachParts): void {
  startLedger();
  markWhenReady(parts.stores);
  addCommands([
    {
      ...{ id: 'palette', group: 'open', ...commandTexts('palette') },
      keys: [{ key: 'k', command: true }],
      run: () => showOverlay('palette'),
    },
    {
      ...{ id: 'keys', group: 'open', ...commandTexts('keys') },
      keys: [{ key: '?', fields: 'none' }],
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
  keepFocus(document);
  document.addEventListener('keydown', onKeyDown);
  addEventListener('hashchange', () => void openLink(parts));
  takeFiles(parts);
}

function onKeyDown(event: KeyboardEvent): void {
  if (event.defaultPrevented) return;
  const command = commandOf(event, fieldOf(event.target), isMac);
  if (command === undefined) return;
  const isOpen = overlay.getState().shown === 'palette';
  if (command.id === 'palette' && isOpen) showOverlay(undefined);
  // What asks or tells something comes first.
  else if (document.querySelector('dialog[open]') !== null) return;
  else command.run();
  event.preventDefault();
}

/** An address that was changed by hand, or by a link, while the app was open. */
async function openLink({ stores, go }: ReachParts): Promise<void> {
  const asked = askedBy(location);
  const [text, from, to] = ['text', 'from', 'to'].map((name) => asked.get(name) ?? undefined);
  if (text === undefined && from === undefined && to === undefined) return;
  history.replaceState(history.state, '', location.pathname);
  const store = await stores.translate();
  const { setFrom, setTo, setSource } = store.getState();
  setFrom(findLanguage(from ?? '')?.code);
  const target = findLanguage(to ?? '')?.code;
  if (target !== undefined && target !== store.getState().from) setTo(target);
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

/** As much as is used of what Chromium has for files that the installed app is to open. */
interface LaunchQueue {
  setConsumer(take: (launch: { readonly files: readonly FileSystemFileHandle[] }) => void): void;
}

function takeFiles({ stores, go }: ReachParts): void {
  const { launchQueue } = window as { readonly launchQueue?: LaunchQueue };
  launchQueue?.setConsumer(({ files: [first] }) => {
    if (first !== undefined) void open(first);
  });
  const open = async (handle: FileSystemFileHandle) => {
    const { openTextFile } = await import('../../features/translate/reach/openFile');
    const { setSource } = (await stores.translate()).getState();
    await openTextFile(await handle.getFile(), setSource);
    go('/translate');
  };
}
