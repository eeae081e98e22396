import ranges from '@fontsource/noto-sans-tc/unicode.json';
import { slicesOf } from './slices';

export const slices = slicesOf(
  ranges,
  import.meta.glob<string>(
    '/node_modules/@fontsource/noto-sans-tc/files/noto-sans-tc-[0-9]*-400-normal.woff2',
    { eager: true, query: '?url', import: 'default' },
  ),
);
