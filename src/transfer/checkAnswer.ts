import type { Expected } from './body';
import { failure, type Call } from './call';
import { byteCount, contentRange, contradicts, type Facts } from './facts';
import type { Range } from './ranges';
import { refusal, refusePage } from './refusal';
import { Setback } from './setback';

/** If a server sends a whole file larger than this for a range, too much would be read in vain. */
const SMALL_BYTES = 64 * 2 ** 20;

/**
 * Where the wanted bytes are in the body of an answer.
 *
 * @throws Setback or AppError when they are not in it, or the file has changed.
 */
export function checkAnswer(call: Call, facts: Facts, wanted: Range, response: Response): Expected {
  if (response.status !== 200 && response.status !== 206) throw refusal(call, response);
  refusePage(call, response);
  if (contradicts(facts, response.headers)) throw failure(call, 'source-changed');
  const length = wanted.end - wanted.start;
  if (response.status === 206) {
    checkRange(call, facts, wanted, response.headers);
    return { skip: 0, length, exact: true };
  }
  checkWhole(call, facts, response.headers);
  const asked = length === facts.bytes;
  if (!asked && facts.bytes > SMALL_BYTES) {
    const data = { status: 200, detail: 'the server gives whole files only' };
    throw new Setback('no-ranges', failure(call, 'http-status', data));
  }
  return { skip: wanted.start, length, exact: asked };
}

/** Checks nothing if Content-Range is hidden, as it may be across origins; the length is counted anyway. */
function checkRange(call: Call, facts: Facts, wanted: Range, headers: Headers): void {
  const given = contentRange(headers);
  const { total = facts.bytes, range = wanted } = given ?? {};
  if (total !== facts.bytes) {
    throw new Setback(
      'wrong-range',
      failure(call, 'source-changed', { expected: facts.bytes, actual: total }),
    );
  }
  if (range.start === wanted.start && range.end === wanted.end) return;
  const detail = `bytes ${range.start}-${range.end - 1} came in place of ${wanted.start}-${wanted.end - 1}`;
  throw new Setback('wrong-range', failure(call, 'network', { detail }));
}

function checkWhole(call: Call, facts: Facts, headers: Headers): void {
  const plain = headers.get('content-encoding') === null;
  const actual = plain ? byteCount(headers, 'content-length') : undefined;
  if (actual === undefined || actual === facts.bytes) return;
  throw failure(call, 'source-changed', { expected: facts.bytes, actual });
}
