// Node before 22.18 reads no TypeScript in a thread, whatever loader the program itself was started with.
import { tsImport } from 'tsx/esm/api';

await tsImport('./worker.ts', import.meta.url);
