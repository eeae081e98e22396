/**
 * What every JavaScript runtime offers beside the language itself. `core/` is compiled without the
 * types of a browser or of Node, so the few shared names it may use are listed here, by hand.
 */
declare class TextEncoder {
  encode(input?: string): Uint8Array<ArrayBuffer>;
}

declare class TextDecoder {
  constructor(label?: string, options?: { fatal?: boolean; ignoreBOM?: boolean });
  readonly encoding: string;
  decode(input?: ArrayBuffer | ArrayBufferView, options?: { stream?: boolean }): string;
}

interface AbortSignal {
  readonly aborted: boolean;
  readonly reason: unknown;
  throwIfAborted(): void;
}

declare class URL {
  constructor(url: string, base?: string);
  readonly href: string;
  readonly host: string;
  hostname: string;
  readonly protocol: string;
  readonly origin: string;
  readonly pathname: string;
  readonly search: string;
  readonly searchParams: { get(name: string): string | null };
}

declare class PerformanceObserver {
  constructor(onEntries: (list: { getEntries(): readonly object[] }) => void);
  observe(options: { readonly type: string; readonly buffered?: boolean }): void;
}

declare function atob(base64: string): string;

declare namespace WebAssembly {
  const Module: new (bytes: ArrayBufferView<ArrayBuffer>) => object;
  const Instance: new (module: object) => { readonly exports: object };
}

interface MessagePort {
  onmessage: (() => void) | null;
  postMessage(message: unknown): void;
  close(): void;
}

declare class MessageChannel {
  readonly port1: MessagePort;
  readonly port2: MessagePort;
}

declare function setTimeout(run: () => void, ms: number): unknown;
declare function clearTimeout(timer: unknown): void;
