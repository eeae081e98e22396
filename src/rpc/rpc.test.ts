import { afterEach, describe, expect, it } from 'vitest';
import { AppError } from '../core/errors';
import { connect, connectOnDemand, type ConnectOptions } from './connect';
import type { Command } from './protocol';
import { serve, transferred, type Handlers } from './serve';
import { parentPort, workerPort } from './webWorker';

interface Toy {
  readonly echo: Command<string, string, string>;
  readonly scale: Command<Float32Array<ArrayBuffer>, Float32Array<ArrayBuffer>>;
}

interface Told {
  readonly state: string;
}

const toy: Handlers<Toy> = {
  echo: (text) => text,
  scale: (values) => values,
};

/** As much of a web worker as the port uses, with a true channel between both threads of work. */
class ChannelWorker {
  readonly channel = new MessageChannel();
  readonly heard: unknown[] = [];
  terminated = 0;
  onerror: ((event: { readonly message: string }) => void) | undefined;

  get #port(): MessagePort {
    return this.channel.port1;
  }

  postMessage(message: unknown, transfer: ArrayBuffer[]): void {
    this.#port.postMessage(message, transfer);
  }

  set onmessage(hear: (event: MessageEvent) => void) {
    this.#port.onmessage = (event) => {
      this.heard.push(event.data);
      hear(event);
    };
  }

  set onmessageerror(hear: () => void) {
    this.#port.onmessageerror = hear;
  }

  terminate(): void {
    this.terminated++;
    this.channel.port2.close();
  }
}

const workers: ChannelWorker[] = [];

function startWorker(handlers: Partial<Handlers<Toy>> = {}) {
  const worker = new ChannelWorker();
  workers.push(worker);
  const notify = serve<Toy, Told>({ ...toy, ...handlers }, parentPort(worker.channel.port2));
  return { worker, notify, port: workerPort(worker as unknown as Worker) };
}

const crash = (detail: string) => new AppError('engine-crashed', { detail });

function start(handlers?: Partial<Handlers<Toy>>, options: Partial<ConnectOptions<Told>> = {}) {
  const { port, ...rest } = startWorker(handlers);
  return { ...rest, client: connect<Toy, Told>(port, { crash, ...options }) };
}

afterEach(() => {
  for (const worker of workers.splice(0)) worker.terminate();
});

const never = () => new Promise<never>(() => undefined);
const turn = () => new Promise((resolve) => setTimeout(resolve, 20));
const onAbort = (signal: AbortSignal) =>
  new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));

describe('a call', () => {
  it('is answered with what is its own, whichever ends first', async () => {
    const ends = new Map<string, () => void>();
    const { client } = start({
      echo: (text, { emit }) => {
        emit(`${text}?`);
        return new Promise((resolve) => ends.set(text, () => resolve(`${text}!`)));
      },
    });
    const events: string[] = [];
    const settled: string[] = [];
    const ask = (text: string) =>
      client
        .call('echo', text, { onEvent: (event) => events.push(`${text} ${event}`) })
        .then((answer) => settled.push(`${text} ${answer}`));
    const asked = [ask('one'), ask('two')];
    await expect.poll(() => events).toEqual(['one one?', 'two two?']);
    ends.get('two')!();
    await asked[1];
    ends.get('one')!();
    await asked[0];
    expect(settled).toEqual(['two two!', 'one one!']);
  });

  it('hears its events in order, and all of them before its end', async () => {
    const { client } = start({
      echo: async (text, { emit }) => {
        for (const letter of text) {
          emit(letter);
          await Promise.resolve();
        }
        return text;
      },
    });
    const events: string[] = [];
    await client.call('echo', 'abc', { onEvent: (event) => events.push(event) });
    expect(events).toEqual(['a', 'b', 'c']);
  });

  it('fails with the code and the facts that the handler threw', async () => {
    const error = new AppError('storage-full', { needed: 5, available: 3 });
    const { client } = start({
      echo: () => {
        throw error;
      },
    });
    const failed = client.call('echo', '');
    await expect(failed).rejects.toBeInstanceOf(AppError);
    await expect(failed).rejects.toEqual(error);
  });

  it.each<[string, Partial<Handlers<Toy>>, string]>([
    [
      'throws what it has no name for',
      { echo: () => Promise.reject(new RangeError('odd')) },
      'odd',
    ],
    ['is not there', { echo: undefined! }, 'not a function'],
    ['gives what cannot be copied', { echo: () => (() => 0) as never }, 'could not be cloned'],
  ])('says what went wrong when the handler %s', async (_, handlers, words) => {
    const { client } = start(handlers);
    await expect(client.call('echo', '')).rejects.toMatchObject({
      code: 'internal',
      data: { detail: expect.stringContaining(words) },
    });
  });

  it('that cannot be copied fails alone', async () => {
    const { client } = start();
    await expect(client.call('echo', (() => 0) as never)).rejects.toThrow('could not be cloned');
    expect(await client.call('echo', 'next')).toBe('next');
  });
});

describe('cancelling', () => {
  it.each(['before', 'after'])('%s the call ends it as the handler says', async (when) => {
    const { client } = start({
      echo: async (text, { signal }) => {
        if (!signal.aborted) await onAbort(signal);
        if (text === 'fail') throw new AppError('aborted');
        return `${text}, stopped`;
      },
    });
    const abort = new AbortController();
    const { signal } = abort;
    if (when === 'before') abort.abort();
    const calls = ['fail', 'end'].map((text) => client.call('echo', text, { signal }));
    if (when === 'after') setTimeout(() => abort.abort(), 1);
    await expect(calls[0]).rejects.toMatchObject({ code: 'aborted' });
    expect(await calls[1]).toBe('end, stopped');
  });

  it('stops no other call', async () => {
    const signals: AbortSignal[] = [];
    const { client } = start({
      echo: (_, { signal }) => {
        signals.push(signal);
        return never();
      },
    });
    const abort = new AbortController();
    void client.call('echo', 'one', { signal: abort.signal }).catch(() => undefined);
    void client.call('echo', 'two').catch(() => undefined);
    await expect.poll(() => signals.length).toBe(2);
    abort.abort();
    await turn();
    expect(signals.map(({ aborted }) => aborted)).toEqual([true, false]);
    client.close(crash(''));
  });

  it('leaves the events that still come unheard, but not the end', async () => {
    const { client, worker } = start({
      echo: async (text, { signal, emit }) => {
        emit('before');
        await onAbort(signal);
        emit('after');
        return text;
      },
    });
    const abort = new AbortController();
    const events: string[] = [];
    const onEvent = (event: string) => {
      events.push(event);
      abort.abort();
    };
    expect(await client.call('echo', 'x', { signal: abort.signal, onEvent })).toBe('x');
    expect(worker.heard).toContainEqual(expect.objectContaining({ event: 'after' }));
    expect(events).toEqual(['before']);
  });

  it('comes too late for a call that has ended', async () => {
    const abort = new AbortController();
    const { client, worker } = start();
    const posted: unknown[] = [];
    const post = worker.postMessage.bind(worker);
    worker.postMessage = (message, transfer) => {
      posted.push(message);
      post(message, transfer);
    };
    await client.call('echo', 'x', { signal: abort.signal });
    abort.abort();
    expect(posted).toEqual([expect.objectContaining({ type: 'call' })]);
  });
});

describe('buffers', () => {
  const values = () => Float32Array.of(1, 2, 3);

  it('are copied where nothing is said', async () => {
    const { client } = start();
    const sent = values();
    expect(await client.call('scale', sent)).toEqual(values());
    expect(sent).toEqual(values());
  });

  it('move to the worker and back', async () => {
    let given = values();
    const { client } = start({
      scale: (received) => {
        given = received;
        return transferred(received, [received.buffer]);
      },
    });
    const sent = values();
    const answer = client.call('scale', sent, { transfer: [sent.buffer] });
    expect(sent).toHaveLength(0);
    expect(await answer).toEqual(values());
    expect(given).toHaveLength(0);
  });

  it('move once, whoever names them twice', async () => {
    const { client } = start({
      scale: (received) => transferred(received, [received.buffer, received.buffer]),
    });
    expect(await client.call('scale', values())).toEqual(values());
  });
});

describe('a notification', () => {
  it('comes without any call, to who listens to its name', async () => {
    const states: string[] = [];
    const on = { state: (state: string) => states.push(state) };
    const { notify, client } = start({}, { on });
    notify('state', 'up');
    notify('state', 'down');
    await expect.poll(() => states).toEqual(['up', 'down']);
    expect(await client.call('echo', 'x')).toBe('x');
  });

  it('that nobody listens to does no harm', async () => {
    const { notify, client } = start();
    notify('state', 'up');
    expect(await client.call('echo', 'x')).toBe('x');
  });
});

describe('the end of a worker', () => {
  it('by a crash fails what is open by the name its owner gives it, then tells of it once', async () => {
    const order: string[] = [];
    const onLost = (error: AppError) => order.push(`lost: ${error.data['detail'] as string}`);
    const { client, worker } = start({ echo: never }, { onLost });
    const calls = ['one', 'two'].map((text) => client.call('echo', text));
    worker.onerror!({ message: 'no memory' });
    worker.onerror!({ message: 'again' });
    for (const call of [...calls, client.call('echo', 'late')]) {
      await expect(call).rejects.toEqual(crash('no memory'));
    }
    expect(order).toEqual(['lost: no memory']);
    expect(worker.terminated).toBe(1);
  });

  it('is what a message that nobody can read comes to', async () => {
    const { client, worker } = start({ echo: never });
    const call = client.call('echo', '');
    worker.channel.port1.onmessageerror!(new MessageEvent('messageerror'));
    await expect(call).rejects.toEqual(crash('a message could not be read'));
  });

  it('by closing has the error that it was closed with, and is no loss', async () => {
    const lost: AppError[] = [];
    const { client, worker } = start({ echo: never }, { onLost: (error) => lost.push(error) });
    const open = client.call('echo', '');
    const error = new AppError('model-not-loaded');
    client.close(error);
    client.close(new AppError('internal'));
    client.lose(new AppError('gpu-lost'));
    worker.onerror!({ message: 'too late' });
    await expect(open).rejects.toBe(error);
    await expect(client.call('echo', '')).rejects.toBe(error);
    expect([lost, worker.terminated]).toEqual([[], 1]);
  });

  it('by its owner fails what is open before the owner is told', async () => {
    const error = new AppError('gpu-lost');
    const lost: unknown[] = [];
    const { client, worker } = start(
      { echo: never },
      {
        onLost: (told) => lost.push([told, worker.terminated]),
      },
    );
    const open = client.call('echo', '');
    client.lose(error);
    await expect(open).rejects.toBe(error);
    expect(lost).toEqual([[error, 1]]);
  });

  it('is the last that is heard of it', async () => {
    const heard: string[] = [];
    const on = { state: (state: string) => heard.push(state) };
    let emit: (event: string) => void = () => undefined;
    const { client, worker, notify } = start(
      {
        echo: (_, context) => {
          ({ emit } = context);
          emit('open');
          return never();
        },
      },
      { on },
    );
    const open = client.call('echo', '', { onEvent: (event) => heard.push(event) });
    await expect.poll(() => heard).toEqual(['open']);
    emit('late');
    notify('state', 'late');
    worker.terminate = () => undefined;
    client.close(crash(''));
    await expect(open).rejects.toEqual(crash(''));
    await expect.poll(() => worker.heard.length).toBe(3);
    expect(heard).toEqual(['open']);
  });
});

describe('a worker on demand', () => {
  function startOnDemand(handlers?: Partial<Handlers<Toy>>) {
    const started: ChannelWorker[] = [];
    const client = connectOnDemand<Toy>(() => {
      const { worker, port } = startWorker(handlers);
      started.push(worker);
      return port;
    }, crash);
    return { client, started };
  }

  it('starts with the first call, one for all', async () => {
    const { client, started } = startOnDemand();
    expect(started).toHaveLength(0);
    const answers = ['one', 'two'].map((text) => client.call('echo', text));
    expect(await Promise.all(answers)).toEqual(['one', 'two']);
    expect(started).toHaveLength(1);
  });

  it('is replaced with the first call after a crash, also one at once', async () => {
    const { client, started } = startOnDemand({
      echo: (text) => (text === 'hang' ? never() : text),
    });
    const again = client.call('echo', 'hang').catch((error: unknown) => {
      expect(error).toEqual(crash('boom'));
      return client.call('echo', 'again');
    });
    started[0]!.onerror!({ message: 'boom' });
    expect(await again).toBe('again');
    expect(started.map(({ terminated }) => terminated)).toEqual([1, 0]);
    started[1]!.onerror!({ message: 'while nothing is open' });
    expect(started).toHaveLength(2);
    expect(await client.call('echo', 'third')).toBe('third');
    expect(started).toHaveLength(3);
  });

  it('is replaced with the first call after it was closed', async () => {
    const { client, started } = startOnDemand({
      echo: (text) => (text === 'hang' ? never() : text),
    });
    const error = new AppError('aborted');
    client.close(error);
    const open = client.call('echo', 'hang');
    client.close(error);
    await expect(open).rejects.toBe(error);
    expect(await client.call('echo', 'again')).toBe('again');
    expect(started.map(({ terminated }) => terminated)).toEqual([1, 0]);
  });
});
