import {
  BookCheck,
  CopyCheck,
  Hash,
  Quote,
  RotateCcw,
  Scissors,
  type LucideIcon,
} from 'lucide-react';
import type { Mend } from '../../core/checks/results';

export const mendIcons: Readonly<Record<Mend, LucideIcon>> = {
  ...{ retry: RotateCcw, keep: Hash, apply: BookCheck },
  ...{ restore: Quote, shorten: Scissors, adopt: CopyCheck },
};
