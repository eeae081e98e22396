import { use, useMemo } from 'react';
import { useLocation } from 'wouter';
import { useStore } from 'zustand';
import { commandGroups, commands, isEnabled, type Command } from '../../../features/commands';
import { useStores } from '../../../features/stores';
import { searchableLanguages } from '../../../features/translate/languageSearch';
import { useTranslation } from '../../../ui/i18n/useTranslation';
import { appCommands, languageCommands, pairCommand } from './appCommands';
import { pairsIn } from './pairs';
import { findable, search } from './search';
import { useRecent } from './useRecent';

/** Commands under one heading; what was searched for has none. */
export interface PaletteGroup {
  readonly title?: string;
  readonly commands: readonly Command[];
}

/** More than anyone reads; the next letter leaves fewer. */
const MOST = 40;

/** What is offered for what was typed: everything at hand by group, or what fits, nearest first. */
export function usePalette(typed: string): readonly PaletteGroup[] {
  const { t, i18n } = useTranslation('reach');
  const stores = useStores();
  const added = useStore(commands, (state) => state.added);
  const [path, go] = useLocation();
  const { language } = i18n;

  const translate = use(stores.translate());
  const ports = useMemo(() => ({ stores, translate, path, go }), [stores, translate, path, go]);
  const recent = useRecent(ports);
  const known = useMemo(
    () =>
      [...added, ...recent, ...appCommands(ports)].filter(
        (one) => one.id !== 'palette' && isEnabled(one),
      ),
    [added, recent, ports],
  );
  const languages = useMemo(() => searchableLanguages(language, navigator.languages), [language]);
  const isSearch = typed.trim() !== '';
  const all = useMemo(
    () =>
      (isSearch ? [...known, ...languageCommands(ports, languages)] : []).map((command) =>
        findable(command, [command.name(language), command.name('en')], command.words?.() ?? []),
      ),
    [isSearch, known, ports, languages, language],
  );
  return useMemo(() => {
    if (isSearch) {
      const pairs = pairsIn(languages, typed).map((pair) => pairCommand(ports, pair));
      const found = [...pairs, ...search(all, typed)].slice(0, MOST);
      return found.length === 0 ? [] : [{ commands: found }];
    }
    return commandGroups.flatMap((group) => {
      const inGroup = known.filter((one) => one.group === group);
      return inGroup.length === 0 ? [] : [{ title: t(`group.${group}`), commands: inGroup }];
    });
  }, [isSearch, typed, languages, ports, all, known, t]);
}
