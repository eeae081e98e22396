import { runWeights } from './run';

const stop = new AbortController();
// The first Ctrl-C ends in an orderly way; the second finds no listener and ends at once.
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => stop.abort());

process.exitCode = await runWeights(
  process.argv.slice(2),
  { result: (line) => console.log(line), say: (line) => console.error(line) },
  stop.signal,
);
