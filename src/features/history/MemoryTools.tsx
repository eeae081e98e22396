import { Download, Upload } from 'lucide-react';
import { useRef } from 'react';
import type { ImportReport } from '../../state/history';
import { Button } from '../../ui/Button';
import { joinSentences } from '../../ui/format';
import { useTranslation } from '../../ui/i18n/useTranslation';
import { Notice } from '../../ui/Notice';
import { Progress } from '../../ui/Progress';
import { saveFile } from '../../ui/saveFile';
import { useHistory, useHistoryActions } from '../useHistory';

/** Import and export of the memory. */
export function MemoryTools() {
  const { t } = useTranslation('history');
  const input = useRef<HTMLInputElement>(null);
  const importing = useHistory((state) => state.importing);
  const count = useHistory((state) => state.count);
  const report = useHistory((state) => state.report);
  const { importFile, stopImport, exportFile } = useHistoryActions();
  return (
    <div className="flex flex-col gap-2">
      <div className="flex flex-wrap gap-2">
        <input
          ref={input}
          type="file"
          accept=".tmx,.xml"
          hidden
          aria-label={t('import')}
          onChange={({ target }) => {
            const [file] = target.files ?? [];
            target.value = '';
            if (file !== undefined) void importFile(file);
          }}
        />
        <Button
          disabled={importing !== undefined}
          onClick={() => input.current?.click()}
          icon={<Upload size={16} aria-hidden />}
        >
          {t('import')}
        </Button>
        <Button
          disabled={count === 0}
          onClick={() => void exportFile().then((file) => saveFile(file, 'memory.tmx'))}
          icon={<Download size={16} aria-hidden />}
        >
          {t('export')}
        </Button>
        {importing !== undefined && <Button onClick={stopImport}>{t('stop')}</Button>}
      </div>
      {importing !== undefined && <Progress label={t('importing')} fraction={importing} />}
      {report && <Report report={report} />}
    </div>
  );
}

function Report({
  report: { added, known, skipped, languages },
}: {
  readonly report: ImportReport;
}) {
  const { t, i18n } = useTranslation('history');
  const say = (
    key:
      | 'added'
      | 'known'
      | 'skippedSingle'
      | 'skippedEmpty'
      | 'skippedSameLanguage'
      | 'skippedTooLong',
    count = 0,
  ) => (count > 0 || key === 'added' ? t(key, { count }) : '');
  const { language = 0 } = skipped;
  const sentences = [
    say('added', added),
    say('known', known),
    language > 0 ? t('skippedLanguage', { count: language, tags: languages.join(', ') }) : '',
    say('skippedSingle', skipped.single),
    say('skippedEmpty', skipped.empty),
    say('skippedSameLanguage', skipped['same-language']),
    say('skippedTooLong', skipped['too-long']),
  ];
  return (
    <div role="status">
      <Notice look="info">{joinSentences(sentences, i18n.language)}</Notice>
    </div>
  );
}
