/** What goes wrong in a worker; plain data, given to it as its name. */
export interface Fault {
  /**
   * - `destroyed`: `GPUDevice.destroy()`
   * - `lost`: the browser's GPU process ends
   * - `lost-at-request`: the adapter gives a device that is lost already
   * - `out-of-memory`: a buffer cannot be had, so web-llm destroys the device
   * - `no-adapter`: there is no GPU
   * - `exception`: a kernel cannot be run, or while a model is loaded not be compiled
   * - `hang`: nothing that is asked of the GPU is ever done
   */
  readonly kind:
    | 'destroyed'
    | 'lost'
    | 'lost-at-request'
    | 'out-of-memory'
    | 'no-adapter'
    | 'exception'
    | 'hang';
  /** Left out: at once, or with the first thing that it can happen to. */
  readonly when?: When;
}

export type When =
  /** So many buffers have been made. */
  | { readonly buffers: number }
  /** A kernel with this in its name has been run so many times. */
  | { readonly kernel: string; readonly runs: number }
  /** The page says so: any message on {@link faultChannel}. */
  | 'told';

/** `now` from the page lets a fault happen; `crash` from a worker asks for the end of the GPU process. */
export const faultChannel = 'faults';
