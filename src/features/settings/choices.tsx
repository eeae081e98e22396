import { Monitor, Moon, Sun } from 'lucide-react';
import { useTranslation } from '../../ui/i18n/useTranslation';
import { themes } from '../../state/preferences';
import { ChoiceGroup } from '../../ui/ChoiceGroup';
import { autonyms } from '../../ui/i18n/autonyms';
import { usePick } from '../stores';

export function InterfaceLanguageChoice() {
  const { t } = useTranslation();
  const { interfaceLanguage, setInterfaceLanguage } = usePick(
    'preferences',
    'interfaceLanguage',
    'setInterfaceLanguage',
  );
  return (
    <ChoiceGroup
      label={t('preferences.language')}
      value={interfaceLanguage}
      onChange={setInterfaceLanguage}
      choices={autonyms}
    />
  );
}

const themeLooks = {
  system: { icon: Monitor, key: 'preferences.themeSystem' },
  light: { icon: Sun, key: 'preferences.themeLight' },
  dark: { icon: Moon, key: 'preferences.themeDark' },
} as const;

export function ThemeChoice() {
  const { t } = useTranslation();
  const { theme, setTheme } = usePick('preferences', 'theme', 'setTheme');
  return (
    <ChoiceGroup
      label={t('preferences.theme')}
      value={theme}
      onChange={setTheme}
      choices={themes.map((value) => {
        const { icon: Icon, key } = themeLooks[value];
        return { value, label: t(key), icon: <Icon size={16} aria-hidden /> };
      })}
    />
  );
}
