import { setTimer } from '../core/timer';
import { ModelLoader, type LoaderPorts } from './loader';

/** The loader of this page. */
export function openLoader(
  parts: Pick<LoaderPorts, 'packages' | 'model' | 'checkGpu'>,
): ModelLoader {
  return new ModelLoader({
    ...parts,
    network: {
      isOnline: () => navigator.onLine,
      onOnline: (callback) => addEventListener('online', callback),
    },
    setTimer,
  });
}
