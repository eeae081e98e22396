import { describe, expect, it } from 'vitest';
import { DocumentWorkers } from '../../testing/documents/workers';
import { createDocumentFiles } from './client';

const bytes = (text: string) => new TextEncoder().encode(text);
const file = (text: string, name = 'a.txt') => ({ name, bytes: bytes(text), languages: ['en'] });

describe('files', () => {
  it('are opened and written by workers, of which none stays', async () => {
    const workers = new DocumentWorkers();
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
    const workers = new DocumentWorkers();
    const opening = createDocumentFiles(workers.start).open(file('x', 'a.xyz'));
    await expect(opening).rejects.toMatchObject({
      code: 'document-unsupported',
      data: { reason: 'format' },
    });
    expect(workers.running).toBe(0);
  });

  it('that take too long, or too much, are given up with their worker', async () => {
    const workers = new DocumentWorkers();
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
