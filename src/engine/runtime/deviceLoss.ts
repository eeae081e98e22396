import { AppError } from '../../core/errors';

/** As much of a device as is needed. */
export interface LosableDevice {
  readonly lost: Promise<{ readonly reason: string; readonly message: string }>;
  popErrorScope(): Promise<{ readonly message: string } | null>;
}

/** When work fails because the device is lost, the device says so a little later. */
const LATER_MS = 500;

/**
 * Why a device can do nothing any more. web-llm makes buffers within error scopes, and destroys the device
 * when one of them has caught something: then it was memory that lacked. A device that was destroyed
 * without is lost like any other.
 */
export class DeviceLoss {
  /** Resolves at the end of the device, if it comes. */
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

  /** The end of the work is an error that says why; unless the device turns out to be lost. */
  async blame(error: AppError): Promise<void> {
    await Promise.race([this.named, new Promise((resolve) => setTimeout(resolve, LATER_MS))]);
    this.#name(error);
    await this.named;
  }
}
