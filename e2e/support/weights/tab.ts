import type { BrowserContext, Page } from '@playwright/test';
import type { Quantization } from '../../../src/core/catalog';
import type { StoredState } from '../../../src/models/packages';
import type { Ended, Held, TestSource } from './page';
import type { Setup } from './setup';

/** A tab with the weights of its origin. */
export class Tab {
  readonly page: Page;
  /** What the policy refused, requests to other machines, and exceptions that nothing caught. */
  readonly problems: string[] = [];
  readonly #setup: Setup;

  private constructor(page: Page, setup: Setup) {
    this.page = page;
    this.#setup = setup;
    page.on('console', (message) => {
      if (/Content Security Policy/i.test(message.text())) this.problems.push(message.text());
    });
    page.on('pageerror', (error) => this.problems.push(error.message));
    page.on('request', (request) => {
      const { hostname } = new URL(request.url());
      if (!/^(127\.0\.0\.1|([\w-]+\.)?localhost)$/.test(hostname)) this.problems.push(hostname);
    });
  }

  /** @param setup Of its worker; {@link change} changes it. */
  static async open(context: BrowserContext, address: string, setup: Setup): Promise<Tab> {
    const tab = new Tab(await context.newPage(), setup);
    await tab.page.goto(address);
    await tab.page.waitForFunction(() => 'weightsBench' in window);
    await tab.change({});
    return tab;
  }

  /** Starts another worker with the tab's setup and `more`. */
  async change(more: Setup): Promise<void> {
    await this.page.evaluate((setup) => window.weightsBench.open(setup), {
      ...this.#setup,
      ...more,
    });
  }

  ensure(quantization: Quantization, source?: TestSource): Promise<Ended> {
    return this.page.evaluate(([wanted, from]) => window.weightsBench.ensure(wanted, from), [
      quantization,
      source,
    ] as const);
  }

  state(): Promise<StoredState> {
    return this.page.evaluate(() => window.weightsBench.state());
  }

  hold(): Promise<readonly Held[]> {
    return this.page.evaluate(() => window.weightsBench.hold());
  }

  /** Waits until the worker halts where the setup says. */
  async halted(): Promise<void> {
    await this.page.evaluate(() => window.weightsBench.halted());
  }

  async goOn(): Promise<void> {
    await this.page.evaluate(() => window.weightsBench.goOn());
  }

  /** Waits until an `ensure` of this tab has been told the progress. */
  async hears(): Promise<void> {
    await this.page.waitForFunction(() => window.weightsBench.heard() > 0);
  }
}
