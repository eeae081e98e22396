import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import architectures from './architectures.json';

const folder = fileURLToPath(new URL('.', import.meta.url));

/** Checks each row as the compiler does before it builds; its sentence, or an empty one. */
const script = `
import json, sys
from modellib.architecture import parse_architecture
from modellib.shape import ShapeError, check
def judge(row):
    try:
        return check(parse_architecture(row)) or ""
    except ShapeError as error:
        return str(error)
print(json.dumps([judge(row) for row in json.load(sys.stdin)]))
`;

function judge(rows: readonly object[]): readonly string[] {
  const { stdout, stderr } = spawnSync('python3', ['-c', script], {
    input: JSON.stringify(rows),
    encoding: 'utf8',
    env: { ...process.env, PYTHONPATH: folder, PYTHONDONTWRITEBYTECODE: '1' },
  });
  if (stderr !== '') throw new Error(stderr);
  return JSON.parse(stdout) as readonly string[];
}

const seven = architectures['llama-2-7b'];

const refused: readonly (readonly [changes: object, sentence: string])[] = [
  [{ vocabulary: 32_001 }, 'vocabulary must be a multiple of 32, and 32001 is not.'],
  [{ vocabulary: 128_258 }, 'vocabulary must be a multiple of 32, and 128258 is not.'],
  [{ kvHeads: 5 }, 'heads must be a multiple of 5, and 32 is not.'],
  [{ headDim: 96 }, 'headDim must be 128, or at most 64, and 96 is not.'],
  [{ headDim: 256 }, 'headDim must be 128, or at most 64, and 256 is not.'],
  [{ headDim: 63 }, 'headDim must be a multiple of 2, and 63 is not.'],
  [{ hidden: 3200 }, 'hidden must be a multiple of 256, and 3200 is not.'],
  [{ ffn: 8640 }, 'ffn must be a multiple of 256, and 8640 is not.'],
  [{ ffn: 11_008.5 }, 'ffn must be a whole number above 0, and 11008.5 is not.'],
  [{ layers: 0 }, 'layers must be a whole number above 0, and 0 is not.'],
  [{ layers: true }, 'layers must be a whole number above 0, and True is not.'],
  [{ hidden: '4096' }, "hidden must be a whole number above 0, and '4096' is not."],
  [{ epsilon: 0 }, 'epsilon must be a number above 0, and 0 is not.'],
  [{ ropeTheta: null }, 'ropeTheta must be a number above 0, and None is not.'],
  [{ prefillChunk: 8192 }, 'prefillChunk must be at most context, and 8192 is more than 4096.'],
  [{ context: undefined }, 'The architecture lacks context.'],
  [{ slidingWindow: 4096 }, 'An architecture has no slidingWindow.'],
];

describe('a shape', () => {
  const rows = Object.entries(architectures);
  it('is taken that a library is built for', () => {
    expect(judge(rows.map(([, row]) => row))).toEqual(rows.map(() => ''));
  });

  it('is refused by a sentence that names what is wrong', () => {
    const sentences = judge(refused.map(([changes]) => ({ ...seven, ...changes })));
    expect(sentences).toEqual(refused.map(([, sentence]) => sentence));
  });

  it('of short rows has limits of its own', () => {
    const small = { ...architectures['bayling-demo'], vocabulary: 12_320 };
    expect(judge([small])).toEqual(['vocabulary must be a multiple of 256, and 12320 is not.']);
  });
});

it.each<[what: string, words: string[], said: string]>([
  ['architecture', ['llama-9', 'q4f32_1'], "There is no architecture 'llama-9', but there are"],
  ['quantization', ['llama-2-7b', 'q8'], 'The quantization must be one of q4f32_1, q4f16_1.'],
  ['number of layers', ['llama-2-7b', 'q4f32_1', '0'], 'layers must be a whole number above 0'],
])(
  'the compiler ends with a sentence for an unknown %s',
  (_, [name, quantization, ...layers], said) => {
    const words = ['-m', 'modellib', 'build', name!, quantization!, 'out', 'runtime', ...layers];
    const env = { ...process.env, PYTHONPATH: folder, PYTHONDONTWRITEBYTECODE: '1' };
    const { status, stderr } = spawnSync('python3', words, { encoding: 'utf8', env });
    expect(status).toBe(1);
    expect(stderr).toMatch(/^\S+ cannot be built: .*\n$/);
    expect(stderr).toContain(said);
  },
);
