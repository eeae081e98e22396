import { runWeights } from './run';

process.exitCode = await runWeights(process.argv.slice(2), {
  result: (line) => console.log(line),
  say: (line) => console.error(line),
});
