import { getModel, models, type ModelId } from '../../../core/catalog';
import type { Language } from '../../../core/languages';
import type { Command } from '../../../features/commands';
import type { Stores } from '../../../features/stores';
import type { Searchable } from '../../../features/translate/languageSearch';
import { themes, type Theme } from '../../../state/preferences';
import type { TranslateStore } from '../../../state/translate';
import i18next from 'i18next';
import { autonyms } from '../../../ui/i18n/autonyms';
import { languageName } from '../../../ui/i18n/languageNames';
import { modelName } from '../../../ui/i18n/modelName';
import { routes } from '../../routes';
import type { Pair } from './pairs';

/** What the commands of the whole app act on. */
export interface AppPorts {
  readonly stores: Omit<Stores, 'translate'>;
  readonly translate: TranslateStore;
  /** The path that is open, and the way to another, both below the base. */
  readonly path: string;
  readonly go: (path: string) => void;
}

const sentencesIn = (language: string) => i18next.getFixedT(language, 'reach');
const frameIn = (language: string) => i18next.getFixedT(language);

function pageCommands({ path, go }: AppPorts): readonly Command[] {
  return routes.map((route) => ({
    id: `page-${route}`,
    group: 'open',
    name: (language) =>
      sentencesIn(language)('command.page', { page: frameIn(language)(`nav.${route}`) }),
    isCurrent: () => path === `/${route}`,
    run: () => go(`/${route}`),
  }));
}

const themeKeys = { system: 'themeSystem', light: 'themeLight', dark: 'themeDark' } as const;

function lookCommands({ stores }: AppPorts): readonly Command[] {
  const { theme, interfaceLanguage, setTheme, setInterfaceLanguage } =
    stores.preferences.getState();
  const themed = (value: Theme): Command => ({
    id: `theme-${value}`,
    group: 'look',
    name: (language) =>
      sentencesIn(language)('command.theme', {
        theme: frameIn(language)(`preferences.${themeKeys[value]}`),
      }),
    isCurrent: () => theme === value,
    run: () => setTheme(value),
  });
  const spoken = autonyms.map(({ value: tag, label }): Command => ({
    id: `interface-${tag}`,
    group: 'look',
    name: (language) => sentencesIn(language)('command.interface', { language: label }),
    words: () => [tag],
    isCurrent: () => interfaceLanguage === tag,
    run: () => setInterfaceLanguage(tag),
  }));
  return [...themes.map(themed), ...spoken];
}

function modelCommands({ stores, go }: AppPorts): readonly Command[] {
  const choose = async (id: ModelId) => {
    const { entries } = (await stores.models()).getState();
    // What is not here yet is a choice, with a price, that the page of models explains.
    const isHere = getModel(id).bundled || entries[id].stored?.kind === 'stored';
    if (isHere) await stores.engine.getState().load(id);
    else go('/models');
  };
  return models.map((model) => ({
    id: `model-${model.id}`,
    group: 'models',
    name: (language) =>
      sentencesIn(language)('command.model', { model: modelName(frameIn(language), model) }),
    words: () => [model.displayName],
    isCurrent: () => stores.engine.getState().modelId === model.id,
    run: () => void choose(model.id),
  }));
}

export function appCommands(ports: AppPorts): readonly Command[] {
  return [...pageCommands(ports), ...modelCommands(ports), ...lookCommands(ports)];
}

/** Chooses languages as the pickers do. */
function chooseLanguages({ stores, translate, go }: AppPorts, pair: Partial<Pair>): void {
  const { remember } = stores.preferences.getState();
  const { setFrom, setTo } = translate.getState();
  if (pair.from !== undefined) {
    remember('recentSources', pair.from.code);
    setFrom(pair.from.code);
  }
  if (pair.to !== undefined) {
    remember('recentTargets', pair.to.code);
    setTo(pair.to.code);
  }
  go('/translate');
}

export function pairCommand(ports: AppPorts, pair: Pair): Command {
  const named = (side: Language, language: string) => languageName(side, language);
  return {
    id: `pair-${pair.from.tag}-${pair.to.tag}`,
    group: 'languages',
    name: (language) =>
      sentencesIn(language)('command.pair', {
        from: named(pair.from, language),
        to: named(pair.to, language),
      }),
    run: () => chooseLanguages(ports, pair),
  };
}

/** All languages as target and as source, and to detect the source. */
export function languageCommands(ports: AppPorts, all: readonly Searchable[]): readonly Command[] {
  const side = (which: 'to' | 'from', { language: one, keys }: Searchable): Command => ({
    id: `${which}-${one.tag}`,
    group: 'languages',
    name: (language) =>
      sentencesIn(language)(`command.${which}`, { language: languageName(one, language) }),
    words: () => keys,
    isCurrent: () => ports.translate.getState()[which] === one.code,
    run: () => chooseLanguages(ports, { [which]: one }),
  });
  const detect: Command = {
    id: 'detect',
    group: 'languages',
    name: (language) => sentencesIn(language)('command.detect'),
    isCurrent: () => ports.translate.getState().from === undefined,
    run: () => {
      ports.translate.getState().setFrom(undefined);
      ports.go('/translate');
    },
  };
  return [...all.map((one) => side('to', one)), detect, ...all.map((one) => side('from', one))];
}
