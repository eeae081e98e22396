import i18next from 'i18next';
import type { RefObject } from 'react';
import { shownSegments } from '../../../core/translation/read';
import { commandTexts, type CommandName } from '../../../ui/i18n/commandTexts';
import { useCommands, type Command } from '../../commands';
import { useTranslateStore } from '../store';
import { useSteps } from '../useSteps';
import { copyLink, copyMarkdown, copyTable, copyText, download } from './copies';
import { chooseTextFile } from './openFile';

/** What can be asked for on the translate page, by name and by keys. */
export function useTranslateCommands(textarea: RefObject<HTMLTextAreaElement | null>): void {
  const store = useTranslateStore();
  const steps = useSteps(textarea);
  useCommands(() => {
    const now = () => store.getState();
    const isBusy = () => now().phase === 'running' || now().phase === 'waiting';
    const hasSource = () => now().source.trim() !== '';
    const hasTarget = () => shownSegments(now().translation.segments) > 0;
    const command = (
      name: CommandName,
      run: () => unknown,
      more: Pick<Command, 'keys' | 'enabled'> = {},
    ): Command => ({
      ...{ id: name, group: 'page', ...commandTexts(name) },
      run: () => void run(),
      ...more,
    });
    return [
      command('translate', () => now().run(), {
        keys: [{ key: 'Enter', command: true }],
        enabled: hasSource,
      }),
      command('stop', () => now().stop(), { keys: [{ key: 'Escape' }], enabled: isBusy }),
      command('swap', () => now().swap(), { keys: [{ key: 's', command: true, shift: true }] }),
      command('undo', steps.undo, {
        keys: [{ key: 'z', command: true, fields: 'source', repeats: true }],
        enabled: () => now().changes.past.length > 0,
      }),
      command('redo', steps.redo, {
        keys: [
          { key: 'z', command: true, shift: true, fields: 'source', repeats: true },
          { key: 'y', command: true, fields: 'source', repeats: true },
        ],
        enabled: () => now().changes.future.length > 0,
      }),
      command('clear', () => now().clear(), { enabled: hasSource }),
      command('openFile', () => chooseTextFile(now().setSource)),
      command('copyText', () => copyText(now()), { enabled: hasTarget }),
      command('copyTable', () => copyTable(now(), i18next.language), { enabled: hasTarget }),
      command('copyMarkdown', () => copyMarkdown(now(), i18next.language), { enabled: hasTarget }),
      command('copyLink', () => copyLink(now()), { enabled: hasSource }),
      command('download', () => download(now()), { enabled: hasTarget }),
      command('print', () => print(), { enabled: hasSource }),
    ];
  });
}
