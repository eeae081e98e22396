import { Binary, MessageSquareText, ScanText, Undo2, type LucideIcon } from 'lucide-react';
import { useState } from 'react';
import type { TranslationSegment } from '../../../core/translation/types';
import '../../../ui/i18n/refine';
import { buttonClass } from '../../../ui/Button';
import { useTranslation } from '../../../ui/i18n/useTranslation';
import { RefineDialogue } from '../refine/RefineDialogue';
import { useTranslateStore } from '../store';
import { BackTranslation } from './BackTranslation';
import { PromptInspector } from './PromptInspector';
import { WordList } from './WordList';

const tools = ['refine', 'words', 'back', 'prompt'] as const;
type Tool = (typeof tools)[number];

const icons: Readonly<Record<Tool, LucideIcon>> = {
  refine: MessageSquareText,
  words: ScanText,
  back: Undo2,
  prompt: Binary,
};

/** What is said and found out about one sentence; one thing at a time, each on demand. */
export default function SegmentTools({ segment }: { readonly segment: TranslationSegment }) {
  const { t } = useTranslation('refine');
  const [open, setOpen] = useState<Tool>();
  const isWritten = segment.state === 'done' && segment.target !== '';
  const offered = tools.filter((tool) => tool === 'prompt' || isWritten);
  if (segment.state === 'verbatim') return null;
  return (
    <div className="flex flex-col gap-3">
      <div role="group" aria-label={t('more')} className="flex flex-wrap gap-1.5">
        {offered.map((tool) => {
          const Icon = icons[tool];
          return (
            <button
              key={tool}
              type="button"
              aria-expanded={open === tool}
              onClick={() => setOpen(open === tool ? undefined : tool)}
              className={`${buttonClass('quiet')} aria-expanded:bg-sunk aria-expanded:text-ink`}
            >
              <Icon size={14} aria-hidden />
              {t(tool)}
            </button>
          );
        })}
      </div>
      {open !== undefined && offered.includes(open) && <Opened tool={open} segment={segment} />}
    </div>
  );
}

function Opened({ tool, segment }: { readonly tool: Tool; readonly segment: TranslationSegment }) {
  const { setTarget } = useTranslateStore().getState();
  const { id, source, target, language: to } = segment;
  switch (tool) {
    case 'refine':
      return (
        <RefineDialogue
          subject={{ id, source, target, to }}
          onTake={(answer) => setTarget(id, answer, 'edited')}
        />
      );
    case 'words':
      return <WordList segment={segment} />;
    case 'back':
      return <BackTranslation segment={segment} />;
    case 'prompt':
      return <PromptInspector segment={segment} />;
  }
}
