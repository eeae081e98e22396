/** What goes wrong in a worker; plain data, passed as its name. */
export interface Fault {
  /**
   * - `destroyed`: `GPUDevice.destroy()`
   * - `lost`: the browser's GPU process ends
   * - `lost-at-request`: the adapter gives a device that is already lost
   * - `out-of-memory`: a buffer cannot be created, so web-llm destroys the device
   * - `no-adapter`: there is no GPU
   * - `exception`: a kernel cannot run or, while a model is loaded, cannot be compiled
   * - `hang`: the GPU never finishes anything
   */
  readonly kind:
    | 'destroyed'
    | 'lost'
    | 'lost-at-request'
    | 'out-of-memory'
    | 'no-adapter'
    | 'exception'
    | 'hang';
  /** Left out: at once, or at the first opportunity. */
  readonly when?: When;
}

export type When =
  /** This many buffers have been created. */
  | { readonly buffers: number }
  /** A kernel with this in its name has run this many times. */
  | { readonly kernel: string; readonly runs: number }
  /** The page says so: any message on {@link faultChannel}. */
  | 'told';

/** `now` from the page triggers a fault; `crash` from a worker asks to end the GPU process. */
export const faultChannel = 'faults';
