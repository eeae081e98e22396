import type { Strings } from './en';
import type { footnotesEn } from './footnotes.en';

export const footnotesZh: Strings<typeof footnotesEn> = {
  heading: '脚注',
  back: '返回引用处 {{number}}',
};
