import type { RefObject } from 'react';
import type { TranslationView } from '../../state/preferences';
import { LanguageBar } from './LanguageBar';
import { PageFoot } from './PageBody';
import { Rows } from './Rows';
import { CutNotice, SourceHead } from './SourcePage';
import { SourceTools } from './SourceTools';
import { SwapButton } from './SwapButton';
import { TargetNotices, TargetTools } from './TargetPage';

interface RowsPageProps {
  readonly textarea: RefObject<HTMLTextAreaElement | null>;
  readonly onView: (view: TranslationView) => void;
}

/** The same two pages, with each sentence beside its translation. */
export function RowsPage({ textarea, onView }: RowsPageProps) {
  return (
    <div className="flex min-w-0 flex-col md:col-span-2">
      <div className="relative grid grid-cols-1 md:grid-cols-2">
        <SourceHead textarea={textarea} />
        <SwapButton />
        <LanguageBar side="to" source={textarea} />
      </div>
      <CutNotice />
      <div className="px-4 pb-2 empty:hidden sm:px-5">
        <TargetNotices />
      </div>
      <Rows />
      <div className="sticky bottom-0 grid grid-cols-1 rounded-b-page bg-raised md:grid-cols-2">
        <PageFoot side="from">
          <SourceTools textarea={textarea} />
        </PageFoot>
        <PageFoot side="to">
          <TargetTools view="rows" onView={onView} />
        </PageFoot>
      </div>
    </div>
  );
}
