import { hubs, type HubLayout } from '../core/hub';
import type { Preferences } from './preferences';

/** Where models come from. */
export interface Places {
  readonly packageHost: string | undefined;
  readonly hub: string;
  readonly hubLayout?: HubLayout | undefined;
  /** Whether a hub's files are read again where they could not be checked on their way. */
  readonly checkWhole?: boolean | undefined;
}

/** The places that the user has set, and the usual ones for the rest. */
export function placesOf(
  preferences: Pick<Preferences, 'packageHost' | 'hub' | 'hubLayout' | 'checkWhole'>,
  usual: Pick<Places, 'packageHost'>,
): Places {
  const { packageHost = usual.packageHost, hubLayout = 'huggingface', checkWhole } = preferences;
  return { packageHost, hub: preferences.hub ?? hubs[hubLayout].address, hubLayout, checkWhole };
}
