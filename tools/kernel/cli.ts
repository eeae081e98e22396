import { writeFileSync } from 'node:fs';
import { compileKernel, moduleFile, writeModule } from './compile';

const wasm = compileKernel();
writeFileSync(moduleFile, writeModule(wasm));
console.error(`${moduleFile}: ${wasm.length} bytes of WebAssembly`);
