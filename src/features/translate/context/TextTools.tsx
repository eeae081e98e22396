import '../../../ui/i18n/refine';
import { RefineText } from '../refine/RefineText';
import { ContextPanel } from './ContextPanel';

/** At the foot of the page: a dialogue about the translation, and how texts are asked for. */
export default function TextTools() {
  return (
    <div className="flex flex-col gap-3">
      <RefineText />
      <ContextPanel />
    </div>
  );
}
