import { eastAsianScripts, type EastAsianScript } from './eastAsian';
import type { Slice } from './slices';

interface Font {
  readonly family: string;
  /** Fonts of systems, by their full names. */
  readonly local: readonly string[];
  readonly slices: () => Promise<{ readonly slices: readonly Slice[] }>;
}

const fonts: Readonly<Record<EastAsianScript, Font>> = {
  Hans: {
    family: 'Noto Sans SC',
    local: ['PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', 'Source Han Sans SC'],
    slices: () => import('./hans'),
  },
  Hant: {
    family: 'Noto Sans TC',
    local: ['PingFang TC', 'Microsoft JhengHei', 'Noto Sans CJK TC', 'Source Han Sans TC'],
    slices: () => import('./hant'),
  },
  Jpan: {
    family: 'Noto Sans JP',
    local: ['Hiragino Sans W3', 'Yu Gothic', 'Meiryo', 'Noto Sans CJK JP', 'Source Han Sans'],
    slices: () => import('./jpan'),
  },
  Kore: {
    family: 'Noto Sans KR',
    local: ['Apple SD Gothic Neo', 'Malgun Gothic', 'Noto Sans CJK KR', 'Source Han Sans K'],
    slices: () => import('./kore'),
  },
};

/** Makes a font known; the browser fetches the slices whose characters it has no other font for. */
async function declare(page: Document, { family, local, slices }: Font): Promise<void> {
  const own = [family, ...local].map((name) => `local("${name}")`).join(', ');
  for (const { url, range } of (await slices()).slices) {
    const source = `${own}, url("${url}") format("woff2")`;
    page.fonts.add(new FontFace(family, source, { unicodeRange: range, display: 'block' }));
  }
  shapeAgain(page);
}

let shaped = 0;

/**
 * Chrome keeps what it has shaped with boxes, when a face becomes known and when its file has come, until the text's
 * font changes in something: here in a feature that no font has, by a number that was never there before.
 */
function shapeAgain({ body }: Document): void {
  shaped += 1;
  body.style.fontFeatureSettings = `"SHPE" ${shaped}`;
}

/** What came before a service worker was there to keep it is asked for once more, from the browser's cache. */
function keepUsed(workers: ServiceWorkerContainer): void {
  workers.addEventListener('controllerchange', () => {
    for (const { name } of performance.getEntriesByType('resource')) {
      if (name.endsWith('.woff2')) void fetch(name).catch(() => undefined);
    }
  });
}

/**
 * Makes the fonts of China, Japan and Korea known when their writing first comes onto the page: what is shown, and
 * what is typed.
 */
export function watchFonts(page: Document): void {
  const known = new Set<EastAsianScript>();
  const look = (text: string, within: Element | null) => {
    const language = within?.closest('[lang]')?.getAttribute('lang') ?? '';
    for (const script of eastAsianScripts(text, language)) {
      if (known.has(script)) continue;
      known.add(script);
      // Without a network the next text that needs it asks again.
      declare(page, fonts[script]).catch(() => known.delete(script));
    }
  };
  const lookAt = (node: Node) => {
    if (node instanceof Text) look(node.data, node.parentElement);
    else if (node instanceof Element) {
      const texts = page.createTreeWalker(node, NodeFilter.SHOW_TEXT);
      while (texts.nextNode() !== null) lookAt(texts.currentNode);
    }
  };
  new MutationObserver((changes) => {
    for (const { type, target, addedNodes } of changes) {
      if (type === 'childList') addedNodes.forEach(lookAt);
      else lookAt(target);
    }
  }).observe(page.documentElement, {
    ...{ childList: true, characterData: true, subtree: true },
    attributeFilter: ['lang'],
  });
  page.addEventListener('input', ({ target }) => {
    if (target instanceof HTMLTextAreaElement) look(target.value, target);
  });
  lookAt(page.documentElement);
  page.fonts.addEventListener('loadingdone', () => shapeAgain(page));
  if ('serviceWorker' in navigator) keepUsed(navigator.serviceWorker);
}
