import { lazy } from 'react';
import { showOverlay, type OverlayName } from './overlay';

const overlays = {
  palette: lazy(() => import('./palette/Palette')),
  keys: lazy(() => import('./KeysDialog')),
  requests: lazy(() => import('./requests/RequestsDialog')),
  bookmarklet: lazy(() => import('./BookmarkletDialog')),
} as const satisfies Record<OverlayName, unknown>;

/** What lies over the page. */
export default function Overlays({ shown }: { readonly shown: OverlayName }) {
  const Shown = overlays[shown];
  return <Shown onClose={() => showOverlay(undefined)} />;
}
