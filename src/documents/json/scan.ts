import { createScanner } from 'jsonc-parser';
import { damaged, tooLarge } from '../failures';
import { MAX_DEPTH } from '../limits';

/** The scanner's own numbers, which it exports as types alone. */
const SyntaxKind = {
  ...{ OpenBraceToken: 1, CloseBraceToken: 2, OpenBracketToken: 3, CloseBracketToken: 4 },
  ...{ CommaToken: 5, ColonToken: 6, NullKeyword: 7, TrueKeyword: 8, FalseKeyword: 9 },
  ...{ StringLiteral: 10, NumericLiteral: 11, LineCommentTrivia: 12, BlockCommentTrivia: 13 },
  ...{ LineBreakTrivia: 14, Trivia: 15, EOF: 17 },
};

/** A string that is a value. */
export interface JsonString {
  /** Keys, and places in lists. */
  readonly path: readonly string[];
  readonly text: string;
  /** Between the quotes. */
  readonly start: number;
  readonly end: number;
}

interface Level {
  /** Undefined in a list. */
  readonly keys: Set<string> | undefined;
  key: string;
  index: number;
  state: 'begin' | 'key' | 'colon' | 'value' | 'after' | 'comma';
}

/** The strings of a JSON text, with comments and trailing commas allowed. @throws AppError `document-damaged` with a line */
export function scanJson(source: string): readonly JsonString[] {
  const scanner = createScanner(source, false);
  const found: JsonString[] = [];
  const levels: Level[] = [];
  const root = { isRead: false };
  const fail = (detail: string): never => {
    throw damaged(detail, source.slice(0, scanner.getTokenOffset()).split('\n').length);
  };
  const beginValue = () => {
    const level = levels.at(-1);
    if (level === undefined) {
      if (root.isRead) fail('more than one value');
      root.isRead = true;
    } else if (level.keys === undefined) {
      if (level.state !== 'begin' && level.state !== 'comma') fail('a comma is missing');
      level.index++;
      level.state = 'after';
    } else {
      if (level.state !== 'colon') fail('a value without a key');
      level.state = 'after';
    }
  };
  for (let kind: number = scanner.scan(); kind !== SyntaxKind.EOF; kind = scanner.scan()) {
    const level = levels.at(-1);
    const error: number = scanner.getTokenError();
    if (error !== 0) fail('no JSON');
    switch (kind) {
      case SyntaxKind.LineCommentTrivia:
      case SyntaxKind.BlockCommentTrivia:
      case SyntaxKind.LineBreakTrivia:
      case SyntaxKind.Trivia:
        break;
      case SyntaxKind.OpenBraceToken:
      case SyntaxKind.OpenBracketToken:
        beginValue();
        if (levels.length >= MAX_DEPTH) throw tooLarge('MAX_DEPTH', MAX_DEPTH);
        levels.push({
          keys: kind === SyntaxKind.OpenBraceToken ? new Set() : undefined,
          key: '',
          index: -1,
          state: 'begin',
        });
        break;
      case SyntaxKind.CloseBraceToken:
      case SyntaxKind.CloseBracketToken:
        if (
          level === undefined ||
          (level.keys !== undefined) !== (kind === SyntaxKind.CloseBraceToken)
        )
          fail('brackets do not match');
        if (level?.state === 'key' || level?.state === 'colon') fail('a key without a value');
        levels.pop();
        break;
      case SyntaxKind.CommaToken:
        if (level?.state !== 'after') fail('a comma out of place');
        else level.state = 'comma';
        break;
      case SyntaxKind.ColonToken:
        if (level?.state !== 'key') fail('a colon out of place');
        else level.state = 'colon';
        break;
      case SyntaxKind.StringLiteral: {
        const text = scanner.getTokenValue();
        if (level?.keys !== undefined && (level.state === 'begin' || level.state === 'comma')) {
          if (level.keys.has(text)) fail(`the key ${JSON.stringify(text)} is there twice`);
          level.keys.add(text);
          level.key = text;
          level.state = 'key';
          break;
        }
        beginValue();
        const start = scanner.getTokenOffset() + 1;
        const path = levels.map((each) =>
          each.keys === undefined ? String(each.index) : each.key,
        );
        found.push({ path, text, start, end: start + scanner.getTokenLength() - 2 });
        break;
      }
      case SyntaxKind.NumericLiteral:
      case SyntaxKind.TrueKeyword:
      case SyntaxKind.FalseKeyword:
      case SyntaxKind.NullKeyword:
        beginValue();
        break;
      default:
        fail('no JSON');
    }
  }
  if (levels.length > 0 || !root.isRead) fail('the end is missing');
  return found;
}
