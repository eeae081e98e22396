import { useEffect, useState } from 'react';

/** Everything that a browser tells about an adapter, as JSON. */
export interface GpuDetails {
  readonly info: Readonly<Record<string, string | number | boolean>>;
  readonly features: readonly string[];
  readonly limits: Readonly<Record<string, number>>;
}

export function describeAdapter({
  info,
  features,
  limits,
}: Pick<GPUAdapter, 'info' | 'features' | 'limits'>): GpuDetails {
  return {
    info: properties(info, (value) => ['string', 'number', 'boolean'].includes(typeof value)),
    features: [...features].sort(),
    limits: properties(limits, (value) => typeof value === 'number'),
  };
}

/** The browser has them as getters of a prototype, which neither JSON nor a spread would see. */
function properties<T>(source: object, wanted: (value: unknown) => boolean): Record<string, T> {
  const found: Record<string, T> = {};
  for (const name in source) {
    const value: unknown = source[name as keyof typeof source];
    if (wanted(value)) found[name] = value as T;
  }
  return found;
}

/** Details of the adapter that the engine would get; undefined until they are known, and if there is none. */
export function useGpuDetails(): GpuDetails | undefined {
  const [details, setDetails] = useState<GpuDetails>();
  useEffect(() => {
    let current = true;
    const request = async () => {
      if (!('gpu' in navigator)) return;
      const adapter = await navigator.gpu.requestAdapter({ powerPreference: 'high-performance' });
      if (adapter !== null && current) setDetails(describeAdapter(adapter));
    };
    // Without an adapter the table says so in its own words.
    request().catch(() => undefined);
    return () => {
      current = false;
    };
  }, []);
  return details;
}
