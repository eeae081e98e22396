import { refuse, serve, type Answer, type Manners, type RangeRequest } from './answer';
import { altered, memoryContent, type Content } from './content';
import type { Fault } from './faults';

const page = new TextEncoder().encode('<!doctype html><p>Hello');

/** The answer to a request when a fault strikes a byte of it. */
export function spoil(
  fault: Fault,
  struck: number,
  content: Content,
  asked: RangeRequest,
  manners: Manners,
): Answer {
  const right = serve(content, asked, manners);
  const { start, end } = right.span;
  const until = (at: number) => ({ start, end: Math.min(end, Math.max(start, at)) });
  switch (fault.kind) {
    case 'status':
      return refuse(fault.status, {
        ...(fault.retryAfter !== undefined && { 'retry-after': String(fault.retryAfter) }),
        ...(fault.rateLimit !== undefined && { ratelimit: fault.rateLimit }),
        ...(fault.status === 416 && { 'content-range': `bytes */${content.bytes}` }),
      });
    case 'redirect':
      return refuse(fault.status ?? 302, { location: fault.location });
    case 'endless':
      return { ...right, status: 206, content: endless, span: { start, end: Infinity } };
    case 'html':
      return serve(memoryContent('index.html', page), whole, manners);
    case 'reset':
      return { ...right, span: until(fault.after ?? struck), ending: 'hang-up' };
    case 'stall':
      return { ...right, span: until(fault.after ?? struck), ending: 'silence' };
    case 'short': {
      const span = until(fault.length ?? struck);
      const headers = { ...right.headers, connection: 'close' };
      return { ...right, headers, span, promised: span.end - span.start };
    }
    case 'flipped-bit':
      return serve(flipped(content, fault.at ?? struck), asked, manners);
    case 'whole':
      return serve(content, whole, manners);
    case 'wrong-start': {
      const by = start > 0 ? -1 : 1;
      return serve(content, { ...asked, range: { start: start + by, end: end + by } }, manners);
    }
    case 'wrong-total': {
      const range = `bytes ${start}-${end - 1}/${content.bytes + 1}`;
      return { ...right, headers: { ...right.headers, 'content-range': range } };
    }
    case 'changed':
      return serve(another(content), asked, manners);
  }
}

const endless: Content = {
  ...memoryContent('endless', new Uint8Array()),
  *read() {
    for (;;) yield new Uint8Array(64 * 2 ** 10);
  },
};

const whole: RangeRequest = { range: undefined, ifRange: undefined };

function flipped(content: Content, at: number): Content {
  return altered(content, (piece, from) => {
    const index = at - from;
    if (index >= 0 && index < piece.length) piece[index] = (piece[index] ?? 0) ^ 1;
  });
}

/** As long as the content, and different in every byte. */
function another(content: Content): Content {
  const modified = new Date(content.modified.getTime() + 3_600_000);
  const other = altered(content, (piece) => piece.forEach((byte, i) => (piece[i] = byte ^ 0xff)));
  return { ...other, etag: '"another"', modified };
}
