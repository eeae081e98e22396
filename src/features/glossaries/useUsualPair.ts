import { use } from 'react';
import { useStores } from '../stores';

/** The pair of the translate page: FLORES codes. */
export function useUsualPair(): { readonly from: string; readonly to: string } {
  const { from, detected, to } = use(useStores().translate()).getState();
  const other = to === 'eng' ? 'zho_simpl' : 'eng';
  return { from: from ?? detected ?? other, to };
}
