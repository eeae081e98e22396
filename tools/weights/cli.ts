import { runWeights } from './run';

const stop = new AbortController();
// The first Ctrl-C cleans up; the second finds no listener and ends at once.
process.once('SIGINT', () => stop.abort());

process.exitCode = await runWeights(
  process.argv.slice(2),
  { result: (line) => console.log(line), say: (line) => console.error(line) },
  stop.signal,
);
