import type { SetTimer } from '../core/timer';
import { TextStream } from '../core/text/stream';
import { AppError, toWire } from '../core/errors';
import type { ParentPort } from '../rpc/protocol';
import { serve, type Handler } from '../rpc/serve';
import type { EngineCommands, EngineNotifications } from './protocol';
import type { Runtime } from './runtime/runtime';
import type { SampledToken } from './scheduler/executor';

export interface HostPorts {
  readonly runtime: Runtime;
  readonly port: ParentPort;
  /** Milliseconds, monotonic. */
  readonly now: () => number;
  readonly setTimer: SetTimer;
}

/** How often the page is told that work continues, when there is nothing else to tell. */
const PULSE_MS = 1_000;

/** The worker's side of the engine: one model for its whole life, any number of requests. */
export function serveEngine({ runtime, port, now, setTimer }: HostPorts): void {
  const generate: Handler<EngineCommands['generate']> = async (params, { signal, emit }) => {
    let tokensPerSecond = 0;
    const stream = new TextStream<SampledToken>({
      send: (delta, written) => emit({ delta, written, tokensPerSecond }),
      now,
      setTimer,
    });
    try {
      const result = await runtime.generate(params.request, {
        signal,
        written: params.written,
        onToken: (delta, speed, chosen) => {
          tokensPerSecond = speed;
          stream.push(delta, chosen);
        },
      });
      signal.throwIfAborted();
      stream.flush();
      return result;
    } catch (error) {
      throw signal.aborted ? new AppError('aborted') : error;
    } finally {
      stream.close();
    }
  };

  const notify = serve<EngineCommands, EngineNotifications>(
    {
      load: (model, { emit }) => runtime.load(model, emit),
      generate,
      count: (text) => Promise.resolve(runtime.countTokens(text)),
      tokenize: (text) => Promise.resolve(runtime.tokenize(text)),
    },
    port,
  );
  runtime.onLost((error) => notify('fatal', toWire(error)));
  let lastPulse = -Infinity;
  runtime.onStep(() => {
    if (now() - lastPulse < PULSE_MS) return;
    lastPulse = now();
    notify('pulse', undefined);
  });
}
