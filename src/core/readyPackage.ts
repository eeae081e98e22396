import type { Run } from './compatibility';

/** The addresses in Cache storage under which web-llm finds a model. */
export interface PackageLocation {
  readonly modelUrl: string;
  readonly libraryUrl: string;
}

/** A package that is complete on this device, and how this device runs it. */
export type ReadyPackage = Run & PackageLocation;
