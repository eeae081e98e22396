import { AppError } from '../../core/errors';

/** The part of a device that is needed here. */
export interface LosableDevice {
  readonly lost: Promise<{ readonly reason: string; readonly message: string }>;
  popErrorScope(): Promise<{ readonly message: string } | null>;
}

/** When work fails because the device is lost, the device reports it a little later. */
const LATER_MS = 500;

/**
 * Why a device no longer works. web-llm creates buffers inside error scopes, and destroys the device when a
 * scope has caught something: then there was not enough memory. A device that was destroyed without that
 * counts as lost.
 */
export class DeviceLoss {
  /** Resolves when the device ends, if it does. */
  readonly named: Promise<AppError>;
  #name!: (error: AppError) => void;

  constructor() {
    this.named = new Promise((resolve) => (this.#name = resolve));
  }

  watch(device: LosableDevice): void {
    let caught: string | undefined;
    const pop = device.popErrorScope.bind(device);
    device.popErrorScope = async () => {
      const error = await pop();
      if (error !== null) caught = error.message;
      return error;
    };
    void device.lost.then(({ reason, message }) => {
      const isMemory = caught !== undefined;
      this.#name(
        new AppError(isMemory ? 'out-of-memory' : 'gpu-lost', {
          reason,
          detail: caught ?? message,
        }),
      );
    });
  }

  /** Ends the work with this error, unless the device turns out to be lost. */
  async blame(error: AppError): Promise<void> {
    await Promise.race([this.named, new Promise((resolve) => setTimeout(resolve, LATER_MS))]);
    this.#name(error);
    await this.named;
  }
}
