/** Sentences for failures, which are fetched with what shows one. */
export const errorsEn = {
  errors: {
    kept: 'Your text is kept.',
    retry: 'Try again',
    'webgpu-unavailable': 'This browser does not let web pages compute on the graphics processor.',
    'adapter-unavailable': 'The browser found no graphics processor it can use.',
    'gpu-limit-too-small': 'This model is too large for the graphics processor of this device.',
    'gpu-lost':
      'The app lost access to the graphics processor. Try again; if that does not help, reload the page.',
    'gpu-in-use': 'Another tab is running a large model on the graphics processor.',
    'gpu-taken':
      'Another tab has taken over the graphics processor. Load the model to take it back.',
    'out-of-memory':
      'There was not enough graphics memory. Close other demanding pages and try again.',
    network: 'The connection failed. Anything downloaded is kept; try again when you are online.',
    'http-status': 'The server did not send a file of the model. Try again later.',
    'hash-mismatch': 'A file of the model arrived damaged and was discarded. Try again.',
    'storage-full':
      'This browser has no room left for the model. Free up space on this device and try again.',
    'storage-denied':
      'This browser does not let the app store models. Leave the private window, or allow site data, and try again.',
    'model-not-available': 'This version of the app cannot run this model.',
    'source-needed': 'This model is not on this device yet. Open Models to get it.',
    'address-refused': 'Models come only over https, or from this machine. Choose another address.',
    'model-in-use': 'Another tab is using the files of this model. Try again when it has finished.',
    'model-not-loaded': 'No model is loaded. Try again.',
    'unsupported-language': 'The models do not translate this language.',
    'input-too-long': 'A sentence is too long for this model. Split it and translate again.',
    'insecure-context':
      'The models run only on secure pages. Open this page over https or on localhost.',
    'library-mismatch':
      'The files of this model do not match this app. Remove the model and load it again.',
    'package-incomplete':
      'Some files of the model are missing on this device. Remove the model and load it again.',
    'manifest-invalid': 'The list of the model’s files cannot be read. Try again later.',
    'engine-crashed': 'The model stopped unexpectedly. Try again to restart it.',
    'engine-stalled': 'The model did not respond for a long time and was stopped. Try again.',
    'not-numbers':
      'The graphics processor returned invalid numbers. Try again; if it happens again, choose another model.',
    internal: 'Something unexpected happened. Try again; if that does not help, reload the page.',
  },
} as const;
