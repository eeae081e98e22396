/** Context length of both engines, in tokens. */
export const CONTEXT = 1280;

/** Where the page finds the demo, in the form that bare web-llm takes. */
export const place = {
  folder: 'models/demo/q4f32_1/resolve/main',
  library: 'models/libs/bayling-demo-q4f32_1.wasm',
  contextLength: CONTEXT,
};

/** The same model with TVM's own schedules, if it has been built. */
export const baseline = {
  file: '.cache/baseline/bayling-demo-q4f32_1-tvm.wasm',
  place: { ...place, library: 'baseline/bayling-demo-q4f32_1-tvm.wasm' },
};
