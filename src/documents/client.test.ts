import { describe, expect, it } from 'vitest';
import type { FromWorker, ToWorker, WorkerPort } from '../rpc/protocol';
import { createDocumentFiles } from './client';
import { serveDocuments } from './host';

const bytes = (text: string) => new TextEncoder().encode(text);
const file = (text: string, name = 'a.txt') => ({ name, bytes: bytes(text), languages: ['en'] });

/** The real host with a channel in place of a thread. */
class Workers {
  running = 0;
  started = 0;
  crash: (detail: string) => void = () => undefined;
  /** Whether the worker answers. */
  isDead = false;

  readonly start = (): WorkerPort => {
    this.running++;
    this.started++;
    let toHost: (message: ToWorker) => void = () => undefined;
    let toPage: (message: FromWorker) => void = () => undefined;
    serveDocuments({
      listen: (onMessage) => (toHost = onMessage),
      post: (message) => queueMicrotask(() => toPage(structuredClone(message))),
    });
    return {
      listen: (onMessage, onCrash) => {
        toPage = onMessage;
        this.crash = onCrash;
      },
      post: (message) => {
        if (!this.isDead) toHost(structuredClone(message));
      },
      terminate: () => this.running--,
    };
  };
}

describe('files', () => {
  it('are opened and written by workers, of which none stays', async () => {
    const workers = new Workers();
    const files = createDocumentFiles(workers.start);
    const opened = await files.open(file('one\ntwo'));
    expect(opened).toEqual({
      ...{ format: 'txt', remarks: [] },
      units: [
        { id: '1', text: 'one', marks: [] },
        { id: '2', text: 'two', marks: [] },
      ],
    });
    const translations = new Map([['2', 'deux']]);
    const written = await files.write({
      ...{ file: file('one\ntwo'), translations, options: { language: 'fr' } },
    });
    expect(new TextDecoder().decode(written)).toBe('one\ndeux');
    expect([workers.started, workers.running]).toEqual([2, 0]);
  });

  it('are refused with the reason', async () => {
    const workers = new Workers();
    const opening = createDocumentFiles(workers.start).open(file('x', 'a.xyz'));
    await expect(opening).rejects.toMatchObject({
      code: 'document-unsupported',
      data: { reason: 'format' },
    });
    expect(workers.running).toBe(0);
  });

  it('that take too long, or too much, are given up with their worker', async () => {
    const workers = new Workers();
    workers.isDead = true;
    const files = createDocumentFiles(workers.start);
    const stop = new AbortController();
    const opening = files.open(file('x'), stop.signal);
    stop.abort();
    await expect(opening).rejects.toMatchObject({ code: 'aborted' });
    const dying = files.open(file('x'));
    workers.crash('out of memory');
    await expect(dying).rejects.toMatchObject({ code: 'document-too-large' });
    await expect(files.open(file('x'), stop.signal)).rejects.toMatchObject({ code: 'aborted' });
    expect([workers.started, workers.running]).toEqual([2, 0]);
  });
});
