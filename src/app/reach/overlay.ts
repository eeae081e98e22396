import { createStore } from 'zustand/vanilla';

/** What may lie over every page. */
export type OverlayName = 'palette' | 'keys' | 'requests' | 'bookmarklet';

export const overlay = createStore<{ readonly shown: OverlayName | undefined }>(() => ({
  shown: undefined,
}));

export function showOverlay(shown: OverlayName | undefined): void {
  overlay.setState({ shown });
}
