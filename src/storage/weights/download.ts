import { AppError } from '../../core/errors';
import type { FileFacts } from './plan';

export interface DownloadPorts {
  readonly fetch: typeof fetch;
  /** SHA-256, hexadecimal. */
  readonly digest: (bytes: Uint8Array<ArrayBuffer>) => Promise<string>;
  /** Runs a function later; returns the way to prevent it. */
  readonly setTimer: (run: () => void, ms: number) => () => void;
}

/** Tries per file. A file that came whole but wrong is tried again too: it may have been a proxy. */
const TRIES = 3;
const FIRST_PAUSE_MS = 400;
/** Longest silence of a connection. */
const STALL_MS = 30_000;

/**
 * Fetches one file and checks its size and hash.
 *
 * @param onBytes Bytes of this file so far; starts again from 0 with every try.
 * @throws AppError `network`, `http-status`, `hash-mismatch` or `aborted`.
 */
export async function downloadFile(
  ports: DownloadPorts,
  file: FileFacts & { readonly source: string },
  signal: AbortSignal,
  onBytes: (bytes: number) => void,
): Promise<Uint8Array<ArrayBuffer>> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await attemptFile(ports, file, signal, onBytes);
    } catch (error) {
      if (signal.aborted) throw new AppError('aborted');
      if (attempt === TRIES || !worthRetrying(error)) throw error;
      await pause(ports, FIRST_PAUSE_MS * 2 ** (attempt - 1), signal);
    }
  }
}

/**
 * Fetches a small file whose hash is not known yet, once.
 *
 * @throws AppError `network`, `http-status` or `aborted`.
 */
export async function downloadBytes(
  ports: DownloadPorts,
  source: string,
  signal: AbortSignal,
  stallMs = STALL_MS,
): Promise<Uint8Array<ArrayBuffer>> {
  return withStallGuard(ports, signal, stallMs, source, async (guarded) => {
    const response = await request(ports, source, guarded);
    return new Uint8Array(await response.arrayBuffer());
  });
}

async function attemptFile(
  ports: DownloadPorts,
  file: FileFacts & { readonly source: string },
  signal: AbortSignal,
  onBytes: (bytes: number) => void,
): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = await withStallGuard(ports, signal, STALL_MS, file.path, async (guarded, alive) => {
    const response = await request(ports, file.source, guarded);
    return readBody(response, file, (received) => {
      alive();
      onBytes(received);
    });
  });
  const sha256 = await ports.digest(bytes);
  if (sha256 === file.sha256) return bytes;
  throw new AppError('hash-mismatch', { file: file.path, expected: file.sha256, actual: sha256 });
}

async function request(ports: DownloadPorts, source: string, signal: AbortSignal) {
  // The HTTP cache would keep a second copy, and could mix files of two versions.
  const response = await ports.fetch(source, { signal, cache: 'no-store' });
  if (!response.ok) throw new AppError('http-status', { url: source, status: response.status });
  return response;
}

/** Reads exactly the expected number of bytes; an error page or a cut body has another length. */
async function readBody(
  response: Response,
  file: FileFacts,
  onBytes: (received: number) => void,
): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = new Uint8Array(file.bytes);
  let received = 0;
  const reader = (response.body ?? new Blob().stream()).getReader();
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    if (received + part.value.length > bytes.length) {
      await reader.cancel();
      throw wrongLength(file, received + part.value.length);
    }
    bytes.set(part.value, received);
    received += part.value.length;
    onBytes(received);
  }
  if (received < bytes.length) throw wrongLength(file, received);
  return bytes;
}

function wrongLength(file: FileFacts, received: number): AppError {
  return new AppError('hash-mismatch', {
    file: file.path,
    expected: `${file.bytes} bytes`,
    actual: `${received} bytes`,
  });
}

/** Runs a transfer under a signal that also fires when nothing has arrived for too long. */
async function withStallGuard<T>(
  ports: DownloadPorts,
  signal: AbortSignal,
  stallMs: number,
  name: string,
  run: (signal: AbortSignal, alive: () => void) => Promise<T>,
): Promise<T> {
  const guard = new AbortController();
  const stop = () => guard.abort();
  let disarm = ports.setTimer(stop, stallMs);
  const alive = () => {
    disarm();
    disarm = ports.setTimer(stop, stallMs);
  };
  signal.addEventListener('abort', stop);
  try {
    signal.throwIfAborted();
    return await run(guard.signal, alive);
  } catch (error) {
    if (signal.aborted) throw new AppError('aborted');
    if (error instanceof AppError) throw error;
    throw new AppError('network', { file: name, detail: String(error) });
  } finally {
    disarm();
    signal.removeEventListener('abort', stop);
  }
}

function worthRetrying(error: unknown): boolean {
  if (!(error instanceof AppError)) return false;
  const { status } = error.data;
  if (error.code === 'http-status') return status === 429 || Number(status) >= 500;
  return error.code === 'network' || error.code === 'hash-mismatch';
}

function pause(ports: DownloadPorts, ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      cancel();
      reject(new AppError('aborted'));
    };
    const cancel = ports.setTimer(() => {
      signal.removeEventListener('abort', stop);
      resolve();
    }, ms);
    signal.addEventListener('abort', stop, { once: true });
  });
}
