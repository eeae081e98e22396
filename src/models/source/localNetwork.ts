import { AppError } from '../../core/errors';
import { networkOf } from '../../core/network';

/** What the browser says about reaching the own network; undefined where it has no such permission. */
export type LocalPermission = PermissionState | undefined;

/**
 * A page of the public net needs the user's permission to reach this machine or its network, and is not told
 * that it lacks it. Whoever asked from there in vain gets an error that says what to allow.
 *
 * @param base Address of the page.
 */
export async function explainLocal(
  error: unknown,
  base: string,
  permission: () => Promise<LocalPermission>,
): Promise<unknown> {
  if (!(error instanceof AppError) || error.code !== 'network') return error;
  const { url } = error.data;
  if (typeof url !== 'string' || networkOf(base) !== 'public') return error;
  if (networkOf(url) === 'public' || (await permission()) === 'granted') return error;
  return new AppError(
    'local-network',
    { ...error.data, place: new URL(url).host },
    { cause: error },
  );
}
