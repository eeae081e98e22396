import ranges from '@fontsource/noto-sans-jp/unicode.json';
import { slicesOf } from './slices';

export const slices = slicesOf(
  ranges,
  import.meta.glob<string>(
    '/node_modules/@fontsource/noto-sans-jp/files/noto-sans-jp-[0-9]*-400-normal.woff2',
    { eager: true, query: '?url', import: 'default' },
  ),
);
