import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

/** The rooms whose every export says what it is, in words of its own. */
const rooms = ['src/core', 'src/models', 'src/rpc', 'src/tasks', 'src/transfer'];

/** Functions, classes, interfaces and types that a file exports by name, without a docstring. */
function undocumented(name: string, text: string): readonly string[] {
  const source = ts.createSourceFile(name, text, ts.ScriptTarget.Latest, true);
  return source.statements.flatMap((statement) => {
    if (!isExported(statement) || ts.getJSDocCommentsAndTags(statement).length > 0) return [];
    return declaredNames(statement);
  });
}

function isExported(statement: ts.Statement): boolean {
  const modifiers = ts.canHaveModifiers(statement) ? ts.getModifiers(statement) : undefined;
  return modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) === true;
}

function declaredNames(statement: ts.Statement): readonly string[] {
  if (ts.isVariableStatement(statement)) {
    return statement.declarationList.declarations
      .filter(({ initializer }) => initializer !== undefined && ts.isFunctionLike(initializer))
      .map(({ name }) => name.getText());
  }
  const isNamed =
    ts.isFunctionDeclaration(statement) ||
    ts.isClassDeclaration(statement) ||
    ts.isInterfaceDeclaration(statement) ||
    ts.isTypeAliasDeclaration(statement);
  return isNamed ? [statement.name?.text ?? 'default'] : [];
}

it('names each kind of export that has none, and no other', () => {
  const text = `
    /** Told. */ export function told() {}
    /** Told. */ export const toldToo = () => 1;
    export const SIZE = 32;
    function inside() {}
    export { told as again } from './elsewhere';
    export async function one() {}
    export const two = (x: number) => x;
    export class Three {}
    export interface Four {}
    // No docstring.
    export type Five = number;
    export default function () {}`;
  const found = undocumented('example.ts', text);
  expect(found).toEqual(['one', 'two', 'Three', 'Four', 'Five', 'default']);
});

describe.each(rooms)('%s', (room) => {
  const files = readdirSync(room, { recursive: true, encoding: 'utf8' })
    .filter((file) => /(?<!\.test|\.d)\.tsx?$/.test(file))
    .map((file) => join(room, file));

  it('says of every export what it is', () => {
    expect(files.length).toBeGreaterThan(3);
    const found = files.flatMap((file) =>
      undocumented(file, readFileSync(file, 'utf8')).map((name) => `${file}: ${name}`),
    );
    expect(found).toEqual([]);
  });
});
