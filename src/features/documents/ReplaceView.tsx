import { Replace } from 'lucide-react';
import { useCallback, useDeferredValue, useMemo, useRef, useState } from 'react';
import { Virtualizer } from 'virtua';
import { findLanguage } from '../../core/languages';
import { Button } from '../../ui/Button';
import { TextField } from '../../ui/fields';
import { useTranslation } from '../../ui/i18n/useTranslation';
import { useScroller } from '../../ui/useScroller';
import { candidatesOf } from './replacing';
import { ReplaceRow } from './ReplaceRow';
import type { ViewProps } from './SentencesView';
import { useDocumentActions } from './useDocuments';

const none: ReadonlySet<string> = new Set();

/** Replaces words in translations, all at once or some of them, after a look at what comes of it. */
export function ReplaceView({ item, translations }: ViewProps) {
  const { t, i18n } = useTranslation('documents');
  const { setTargets } = useDocumentActions();
  const [query, setQuery] = useState({ words: '', by: '', matchCase: false, wholeWords: false });
  /** Keys of the sentences that stay as they are. */
  const [left, setLeft] = useState(none);
  const [done, setDone] = useState<{ readonly count: number; undo: () => Promise<void> }>();
  const searched = useDeferredValue(query);
  const [from, to] = [findLanguage(item.from), findLanguage(item.to)];
  const candidates = useMemo(
    () => candidatesOf(translations, { ...searched, from: from?.tag, to: to?.tag }),
    [translations, searched, from, to],
  );
  const offered = candidates.flatMap(({ key, edit }) =>
    edit === undefined ? [] : [{ key, edit }],
  );
  const chosen = offered.filter(({ key }) => !left.has(key));
  const change = (news: Partial<typeof query>) => {
    setQuery({ ...query, ...news });
    setLeft(none);
    setDone(undefined);
  };
  const choose = useCallback(
    (key: string, isChosen: boolean) =>
      setLeft((keys) => {
        const others = new Set(keys);
        if (isChosen) others.delete(key);
        else others.add(key);
        return others;
      }),
    [],
  );
  const replace = async () => {
    const undo = await setTargets(
      item.id,
      chosen.map(({ edit }) => edit),
    );
    setDone({ count: chosen.length, undo });
  };
  const shown = (count: number) => new Intl.NumberFormat(i18n.language).format(count);
  return (
    <>
      <div className="flex flex-wrap items-end gap-3 [&>*]:grow [&>*]:basis-48 sm:[&>*]:max-w-72">
        <TextField
          type="search"
          label={t('find')}
          value={query.words}
          onChange={(words) => change({ words })}
        />
        <TextField
          label={t('replaceBy')}
          value={query.by}
          language={item.to}
          onChange={(by) => change({ by })}
        />
      </div>
      <div className="flex flex-wrap items-center gap-x-5 gap-y-1">
        <Check
          label={t('matchCase')}
          isOn={query.matchCase}
          onChange={(matchCase) => change({ matchCase })}
        />
        <Check
          label={t('wholeWords')}
          isOn={query.wholeWords}
          onChange={(wholeWords) => change({ wholeWords })}
        />
      </div>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <Button
          look="seal"
          icon={<Replace size={16} aria-hidden />}
          paused={chosen.length === 0}
          onClick={() => void replace()}
        >
          {t('replace', { number: shown(chosen.length) })}
        </Button>
        {done !== undefined && (
          <Button onClick={() => void done.undo().then(() => setDone(undefined))}>
            {t('undo')}
          </Button>
        )}
        {offered.length > 1 && (
          <Check
            label={t('chooseAll')}
            isOn={chosen.length === offered.length}
            onChange={(isOn) => setLeft(isOn ? none : new Set(offered.map(({ key }) => key)))}
          />
        )}
        <p role="status" className="text-small text-soft">
          {done !== undefined && t('replaced', { number: shown(done.count) })}
        </p>
      </div>
      {candidates.length > 0 ? (
        <List label={t('matches')}>
          {candidates.map((candidate) => (
            <ReplaceRow
              key={candidate.key}
              candidate={candidate}
              by={searched.by}
              from={from}
              to={to}
              isChosen={!left.has(candidate.key)}
              onChoose={choose}
            />
          ))}
        </List>
      ) : (
        <p className="text-soft">
          {t(query.words === '' || done !== undefined ? 'findFirst' : 'nothingFound')}
        </p>
      )}
    </>
  );
}

/** Drawn are only rows in view. */
function List({ label, children }: { readonly label: string; readonly children: React.ReactNode }) {
  const list = useRef<HTMLDivElement>(null);
  const { scroller, margin } = useScroller(list);
  return (
    <div ref={list} role="list" aria-label={label} className="border-t border-line">
      <Virtualizer scrollRef={scroller} startMargin={margin}>
        {children}
      </Virtualizer>
    </div>
  );
}

interface CheckProps {
  readonly label: string;
  readonly isOn: boolean;
  readonly onChange: (isOn: boolean) => void;
}

function Check({ label, isOn, onChange }: CheckProps) {
  return (
    <label className="flex min-h-9 items-center gap-2 text-control pointer-coarse:min-h-11">
      <input
        type="checkbox"
        checked={isOn}
        onChange={({ target }) => onChange(target.checked)}
        className="size-4"
      />
      {label}
    </label>
  );
}
