import { describe, expect, it } from 'vitest';
import { AppError } from '../core/errors';
import { GpuLease, type HeldLock, type LeaseMessage } from './gpuLease';

/** A browser's lock and its tabs, each with the messages it got. */
class Browser {
  #owner: { tab: Tab; steal: () => void } | undefined;
  readonly #waiting: (() => void)[] = [];
  readonly tabs: Tab[] = [];

  open(title: string): Tab {
    const tab = new Tab(this, title);
    this.tabs.push(tab);
    return tab;
  }

  lock(tab: Tab, how: string, signal?: AbortSignal): Promise<HeldLock | undefined> {
    if (this.#owner !== undefined) {
      if (how === 'if-free') return Promise.resolve(undefined);
      if (how === 'steal') this.#owner.steal();
      else {
        if (signal?.aborted === true) return Promise.reject(new AppError('aborted'));
        return new Promise((resolve, reject) => {
          const enter = () => resolve(this.lock(tab, how));
          this.#waiting.push(enter);
          signal?.addEventListener('abort', () => {
            const at = this.#waiting.indexOf(enter);
            if (at >= 0) this.#waiting.splice(at, 1);
            reject(new AppError('aborted'));
          });
        });
      }
    }
    let steal!: () => void;
    const stolen = new Promise<void>((resolve) => (steal = resolve));
    const owner = { tab, steal };
    this.#owner = owner;
    return Promise.resolve({ stolen, release: () => this.#free(owner) });
  }

  close(tab: Tab): void {
    this.tabs.splice(this.tabs.indexOf(tab), 1);
    if (this.#owner?.tab === tab) this.#free(this.#owner);
  }

  get owner(): string | undefined {
    return this.#owner?.tab.title;
  }

  #free(owner: unknown): void {
    if (this.#owner !== owner) return;
    this.#owner = undefined;
    this.#waiting.shift()?.();
  }
}

class Tab {
  readonly lease: GpuLease;
  readonly events: string[] = [];
  frozen = false;
  #onMessage: ((message: LeaseMessage) => void) | undefined;
  #timers = new Set<() => void>();

  readonly title: string;

  constructor(browser: Browser, title: string) {
    this.title = title;
    this.lease = new GpuLease({
      lock: (how, signal) => browser.lock(this, how, signal),
      post: (message) => {
        for (const tab of browser.tabs) {
          if (tab !== this && !tab.frozen) queueMicrotask(() => tab.#onMessage?.(message));
        }
      },
      listen: (onMessage) => (this.#onMessage = onMessage),
      title: () => title,
      setTimer: (run) => {
        this.#timers.add(run);
        return () => this.#timers.delete(run);
      },
    });
  }

  take(takeOver = false, signal = new AbortController().signal): Promise<unknown> {
    const onTaken = () => this.events.push('taken');
    return this.lease.take({ takeOver, signal, onTaken }).then(
      () => 'has it',
      (error: unknown) => [(error as AppError).code, (error as AppError).data['holder']],
    );
  }

  /** Lets its timers run out. */
  async pass(): Promise<void> {
    for (let turn = 0; turn < 10; turn++) await Promise.resolve();
    for (const run of [...this.#timers]) run();
  }
}

describe('the GPU', () => {
  it('belongs to one tab at a time, which is named to the others', async () => {
    const browser = new Browser();
    const [one, two] = [browser.open('Chat'), browser.open('Translate')];
    expect(await one.take()).toBe('has it');
    expect(await one.take()).toBe('has it');
    expect(await two.take()).toEqual(['gpu-in-use', 'Chat']);
    one.lease.release();
    expect(await two.take()).toBe('has it');
    expect(one.events).toEqual([]);
  });

  it('is taken over on request, and can be taken back', async () => {
    const browser = new Browser();
    const [one, two] = [browser.open('Chat'), browser.open('Translate')];
    await one.take();
    expect(await two.take(true)).toBe('has it');
    expect(one.events).toEqual(['taken']);
    expect(await one.take()).toEqual(['gpu-in-use', 'Translate']);
    expect(await one.take(true)).toBe('has it');
    expect([two.events, browser.owner]).toEqual([['taken'], 'Chat']);
  });

  it('is free again when its tab dies', async () => {
    const browser = new Browser();
    const [one, two] = [browser.open('Chat'), browser.open('Translate')];
    await one.take();
    browser.close(one);
    expect(await two.take()).toBe('has it');
  });

  it('is free again when its tab is just dying', async () => {
    const browser = new Browser();
    const [one, two] = [browser.open('Chat'), browser.open('Translate')];
    await one.take();
    one.frozen = true;
    const taking = two.take();
    await Promise.resolve();
    browser.close(one);
    await two.pass();
    expect(await taking).toBe('has it');
  });

  it('has a holder without a name while that tab does not answer, and is taken by force', async () => {
    const browser = new Browser();
    const [one, two] = [browser.open('Chat'), browser.open('Translate')];
    await one.take();
    one.frozen = true;
    const asked = two.take();
    await two.pass();
    expect(await asked).toEqual(['gpu-in-use', undefined]);
    const forced = two.take(true);
    await two.pass();
    expect(await forced).toBe('has it');
    expect(browser.owner).toBe('Translate');
    expect(one.events).toEqual(['taken']);
  });

  it('is given back by who no longer wants it when it comes', async () => {
    for (let turns = 0; turns < 12; turns++) {
      for (const isHeld of [false, true]) {
        const browser = new Browser();
        const [one, two] = [browser.open('Chat'), browser.open('Translate')];
        if (isHeld) await one.take();
        const abort = new AbortController();
        const taking = two.take(true, abort.signal);
        for (let turn = 0; turn < turns; turn++) await Promise.resolve();
        abort.abort(new AppError('aborted'));
        if ((await taking) === 'has it') two.lease.release();
        else expect(await taking).toEqual(['aborted', undefined]);
        if (isHeld) one.lease.release();
        expect(await browser.open('Chat').take()).toBe('has it');
      }
    }
  });
});
