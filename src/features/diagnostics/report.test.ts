import { expect, it } from 'vitest';
import { getModel } from '../../core/catalog';
import { AppError } from '../../core/errors';
import { describeAdapter } from './gpuDetails';
import { buildReport, type ReportParts } from './report';

const parts: ReportParts = {
  model: getModel('demo'),
  contextLength: 512,
  status: { kind: 'idle' },
  gpu: undefined,
  gpuDetails: undefined,
  storage: { usage: 1, quota: 2, persisted: false },
  lastRequest: undefined,
  measurement: undefined,
  browser: { userAgent: 'some browser', threads: 2 },
};

/** As in browsers: no property is the object's own. */
const inherited = (properties: object): unknown => Object.create(properties);

it('holds what the browser tells of the adapter, though none of it is a property of its own', () => {
  const gpuDetails = describeAdapter({
    info: inherited({ vendor: 'some vendor', subgroupMatrixConfigs: [] }),
    limits: inherited({ maxBufferSize: 1024 }),
    features: new Set(['timestamp-query', 'shader-f16']),
  } as unknown as GPUAdapter);
  expect(gpuDetails).toEqual({
    info: { vendor: 'some vendor' },
    features: ['shader-f16', 'timestamp-query'],
    limits: { maxBufferSize: 1024 },
  });
  const gpu = { ok: false, error: new AppError('gpu-limit-too-small', { limits: [] }) } as const;
  expect(JSON.parse(buildReport({ ...parts, gpu, gpuDetails }))).toMatchObject({
    gpu: {
      usable: false,
      error: { code: 'gpu-limit-too-small', data: { limits: [] } },
      limits: { maxBufferSize: 1024 },
    },
  });
});

it('says why a model failed', () => {
  const error = new AppError('out-of-memory', { bytes: 3 });
  const status = { kind: 'failed', modelId: 'demo', error } as const;
  expect(JSON.parse(buildReport({ ...parts, status }))).toMatchObject({
    model: { id: 'demo', contextLength: 512, state: 'failed' },
    error: { code: 'out-of-memory', data: { bytes: 3 } },
    browser: { userAgent: 'some browser', threads: 2 },
    storage: { usage: 1, quota: 2, persisted: false },
  });
});
