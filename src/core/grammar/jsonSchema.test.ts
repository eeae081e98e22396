import { describe, expect, it } from 'vitest';
import { compileRules } from '../../../testing/xgrammar';
import type { AppError } from '../errors';
import { seededRandom } from '../random';
import { schemaGrammar } from './jsonSchema';

const compile = (schema: unknown, anySpace = false) =>
  compileRules(schemaGrammar(schema, { anySpace }));

const tree = {
  $ref: '#/$defs/node',
  $defs: {
    node: {
      type: 'object',
      properties: {
        name: { type: 'string' },
        children: { type: 'array', items: { $ref: '#/$defs/node' } },
      },
      required: ['name'],
    },
  },
};

describe('the grammar of a schema', () => {
  it.each<[unknown, readonly string[], readonly string[]]>([
    [
      { type: 'object', properties: { n: { type: 'integer' } }, required: ['n'] },
      ['{"n": 5}', '{"n": -120}', '{"n": 0}'],
      ['{}', '{"n": 5.5}', '{"n": "5"}', '{"n": 05}', '{"n": 5, "m": 1}', '5'],
    ],
    [
      {
        type: 'object',
        properties: { a: { type: 'boolean' }, b: { type: 'null' }, c: { const: 1 } },
      },
      ['{}', '{"a": true}', '{"a": false, "c": 1}', '{"b": null, "c": 1}', '{"c": 1}'],
      ['{, "c": 1}', '{"a": true, }', '{"a": 1}', '{"c": 1, "a": true}'],
    ],
    [
      { type: 'object', additionalProperties: { type: 'integer' } },
      ['{}', '{"é\\n": 1, "b": 2}'],
      ['{"a": "b"}'],
    ],
    [{ type: 'object', required: ['x'] }, ['{"x": [1]}'], ['{}']],
    [
      { type: 'object', properties: { x: false }, additionalProperties: false },
      ['{}'],
      ['{"x": 1}'],
    ],
    [
      { type: 'array', items: { enum: ['a', 1, null] }, minItems: 1, maxItems: 2 },
      ['["a"]', '[1, null]'],
      ['[]', '[2]', '[1, 1, 1]'],
    ],
    [
      { type: 'array', items: { type: 'boolean' }, minItems: 2 },
      ['[true, false, true]'],
      ['[true]'],
    ],
    [{ type: 'array', maxItems: 0 }, ['[]'], ['[1]']],
    [
      { type: 'array', prefixItems: [{ type: 'integer' }, { type: 'null' }], items: false },
      ['[7, null]'],
      ['[7]', '[7, null, 1]'],
    ],
    [
      { type: 'string', minLength: 1, maxLength: 3 },
      ['"a"', '"好ä\\""', '"\\n😀x"'],
      ['""', '"abcd"', '"a\nb"', '"\t"'],
    ],
    [{ type: 'string', pattern: '^["a\\\\]+$' }, ['"a\\"\\\\"'], ['"b"', '"""']],
    [{ type: ['string', 'null'] }, ['"x"', 'null'], ['1']],
    [
      { anyOf: [{ type: 'boolean' }, { type: 'array', items: { type: 'null' } }] },
      ['true', '[null]'],
      ['null'],
    ],
    [{ allOf: [{ const: { x: [1, 'ü'] } }] }, ['{"x":[1,"ü"]}'], ['{"x": 1}']],
    [{ enum: [1, 'a', true], type: 'string' }, ['"a"'], ['1', 'true']],
    [{}, ['1', '"a"', '[{"b": null}]', 'true'], ['', 'x']],
    [{ title: 'anything', description: 'at all' }, ['{"a": {}}'], ['{']],
    [
      tree,
      ['{"name": "a"}', '{"name": "a", "children": [{"name": "b", "children": []}]}'],
      ['{"name": "a", "children": [{}]}'],
    ],
    [
      { type: 'integer', minimum: -12, maximum: 105 },
      ['-12', '-1', '0', '9', '99', '105'],
      ['-13', '106', '007', '1.0', '-012'],
    ],
    [
      { type: 'integer', minimum: 98, exclusiveMaximum: 1234 },
      ['98', '100', '999', '1233'],
      ['97', '1234', '9', '2000'],
    ],
    [{ type: 'number', minimum: 0, maximum: 5 }, ['0', '5', '4.999', '0.5'], ['5.1', '-0.5', '6']],
    [{ type: 'number', minimum: -2.5, maximum: -1 }, ['-2', '-1.5', '-1'], ['-0.5', '-2.6', '1']],
    [
      { type: 'number', exclusiveMinimum: 0, exclusiveMaximum: 1 },
      ['0.5', '0.000001'],
      ['0', '0.0', '1', '-0.5'],
    ],
    [{ type: 'number', exclusiveMaximum: 0 }, ['-0.5', '-3'], ['0', '0.5']],
  ])('%j', async (schema, yes, no) => {
    const tried = await compile(schema);
    for (const text of yes) expect(await tried.accepts(text), text).toBe(true);
    for (const text of no) expect(await tried.accepts(text), text).toBe(false);
  });

  it('takes JSON that is laid out in any way where someone else began it', async () => {
    const schema = { type: 'object', properties: { a: { type: 'array', items: { const: 1 } } } };
    const tried = await compile(schema, true);
    for (const text of ['{"a":[1,1]}', '{ "a" : [ 1 ] }', '{\n  "a": [\n    1,\n    1\n  ]\n}']) {
      expect(await tried.accepts(text), text).toBe(true);
      expect(await (await compile(schema)).accepts(text), text).toBe(false);
    }
    expect(await tried.accepts(`{${' '.repeat(1000)}}`)).toBe(false);
  });

  it.each<[unknown, string]>([
    [{ type: 'soup' }, 'type "soup"'],
    [{ not: {} }, 'not'],
    [{ oneOf: [{}] }, 'oneOf'],
    [{ allOf: [{}, {}] }, 'allOf of several'],
    [{ type: 'string', format: 'email' }, 'format'],
    [{ type: 'number', multipleOf: 2 }, 'multipleOf'],
    [{ type: 'array', uniqueItems: true }, 'uniqueItems'],
    [{ type: 'object', properties: { a: { patternProperties: {} } } }, 'patternProperties'],
    [{ anyOf: [{}], type: 'string' }, 'type beside anyOf'],
    [{ type: 'string', pattern: 'a', maxLength: 2 }, 'pattern beside a length'],
    [{ type: 'string', pattern: '(?=a)' }, '(?='],
    [{ type: 'string', pattern: '(' }, 'the pattern ('],
    [{ type: 'string', pattern: '\\u0001' }, 'a control character'],
    [{ type: 'integer', minimum: 3, maximum: 2 }, 'integer within these bounds'],
    [{ type: 'integer', minimum: 'a' }, 'minimum that is no number'],
    [{ minLength: -1 }, 'minLength -1'],
    [{ maxItems: 5000 }, 'maxItems 5000'],
    [{ enum: [] }, 'a choice of nothing'],
    [{ enum: 'a' }, 'enum that is no list'],
    [{ properties: 3 }, 'properties that are no object'],
    [{ type: 'object', required: ['a'], additionalProperties: false }, 'the property a'],
    [{ $ref: '#' }, 'nothing but itself'],
    [{ anyOf: [{ $ref: '#' }] }, 'nothing but itself'],
    [{ $ref: '#/$defs/missing' }, '$ref'],
    [{ $ref: 'https://schema.test/' }, '$ref'],
    [false, 'false as a schema'],
    [null, 'null as a schema'],
    [[], '[] as a schema'],
  ])('does not say %j, and says so', (schema, words) => {
    let thrown: unknown;
    try {
      schemaGrammar(schema, { anySpace: false });
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toMatchObject({ code: 'form-unsupported' });
    expect((thrown as AppError).data['detail']).toContain(words);
  });

  it('lets nothing through that is no JSON, or not by the schema', async () => {
    const random = seededRandom(11);
    const schemas: readonly [unknown, (value: never) => boolean][] = [
      [{}, () => true],
      [tree, ({ name }: { name: unknown }) => typeof name === 'string'],
      [
        { type: 'integer', minimum: -105, maximum: 9 },
        (n: number) => Number.isInteger(n) && n >= -105 && n <= 9,
      ],
      [{ type: 'number', exclusiveMinimum: -1, maximum: 20 }, (n: number) => n > -1 && n <= 20],
      [{ type: 'string', maxLength: 4 }, (text: string) => Array.from(text).length <= 4],
      [{ type: 'string', pattern: '[a-c"\\n]+' }, (text: string) => /^[a-c"\n]+$/.test(text)],
    ];
    for (const [schema, holds] of schemas) {
      for (const anySpace of [false, true]) {
        const tried = await compile(schema, anySpace);
        let drawn = 0;
        for (let i = 0; i < 30; i++) {
          const text = await tried.draw(random, 200);
          if (text === undefined) continue;
          drawn++;
          expect(holds(JSON.parse(text) as never), text).toBe(true);
        }
        expect(drawn).toBeGreaterThan(15);
      }
    }
  });
});
