/** One way in which an answer can go wrong. Positions are bytes of the file; left out, the struck byte. */
export type Fault =
  | {
      readonly kind: 'status';
      readonly status: number;
      /** Seconds, or an HTTP date. */
      readonly retryAfter?: number | string;
      /** As hubs say how much is left, such as `"resolvers";r=0;t=210`. */
      readonly rateLimit?: string;
    }
  /** Leads to another address. */
  | { readonly kind: 'redirect'; readonly location: string; readonly status?: number }
  /** Sends more and more, and promises no length. */
  | { readonly kind: 'endless' }
  /** A page instead of the file, with status 200. */
  | { readonly kind: 'html' }
  /** Promises everything, sends a part and hangs up. */
  | { readonly kind: 'reset'; readonly after?: number }
  /** Promises the shorter length, keeps that promise and closes. */
  | { readonly kind: 'short'; readonly length?: number }
  | { readonly kind: 'flipped-bit'; readonly at?: number }
  /** Sends a part and then nothing. */
  | { readonly kind: 'stall'; readonly after?: number }
  /** Status 200 and the whole file, whatever range was requested. */
  | { readonly kind: 'whole' }
  /** Other bytes than requested; Content-Range says so. */
  | { readonly kind: 'wrong-start' }
  /** Content-Range says that the file is one byte longer. */
  | { readonly kind: 'wrong-total' }
  /** This answer has other content, with another ETag. */
  | { readonly kind: 'changed' };

interface Strike {
  /** Undefined strikes any request. */
  readonly fraction: number | undefined;
  readonly fault: Fault;
}

/** Which answer goes wrong, and how. */
export class Faults {
  readonly #strikes = new Map<string, Strike[]>();

  set(path: string, fraction: number | undefined, faults: readonly Fault[]): void {
    this.#strikes.set(
      path,
      faults.map((fault) => ({ fraction, fault })),
    );
  }

  /** The fault for a request and the byte that it strikes; the fault is then used up. */
  take(
    path: string,
    bytes: number,
    asked: Span = everything,
  ): { fault: Fault; at: number } | undefined {
    const strikes = this.#strikes.get(path) ?? [];
    const [next] = strikes;
    if (next === undefined) return undefined;
    const at = Math.min(bytes - 1, Math.floor((next.fraction ?? 0) * bytes));
    if (next.fraction !== undefined && !covers(asked, at)) return undefined;
    strikes.shift();
    return { fault: next.fault, at: next.fraction === undefined ? asked.start : at };
  }
}

const everything: Span = { start: 0, end: Infinity };

/** Bytes from `start` up to, not including, `end`. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A request for one byte only asks for the size. */
function covers({ start, end }: Span, at: number): boolean {
  return end - start > 1 && start <= at && at < end;
}
