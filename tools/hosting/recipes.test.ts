import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { routes } from '../../src/app/routes';
import { ownPolicy, securityHeaders } from '../../src/core/policy';
import { cacheControl } from '../serve/headers';

/*
 * The recipes say what tools/serve says. That servers understand them so is another matter: npm run hosting.
 */

const read = (recipe: string) =>
  readFileSync(new URL(`../../hosting/${recipe}`, import.meta.url), 'utf8');

/** The lines below one that is given, without their indent, up to a closing brace or an empty line. */
function below(recipe: string, opening: string): string[] {
  const lines = read(recipe)
    .split('\n')
    .map((line) => line.trim());
  const start = lines.indexOf(opening) + 1;
  if (start === 0) throw new Error(`${recipe} has no line ${opening}`);
  const end = lines.findIndex((line, i) => i >= start && (line === '}' || line === ''));
  return lines.slice(start, end);
}

const { 'Content-Security-Policy': policy, ...others } = securityHeaders;
const { hashed, files, none } = cacheControl;
const path = ownPolicy.path.source.replaceAll('\\/', '/');
const fixed = Object.entries(others);

it('nginx.conf', () => {
  expect(below('nginx.conf', 'map $uri $bayling_policy {')).toEqual([
    `"~${path}" "${ownPolicy.policy}";`,
    `default "${policy}";`,
  ]);
  expect(below('nginx.conf', 'map "$status $uri" $bayling_cache {')).toEqual([
    `"~^(200|206|304) /assets/" "${hashed}";`,
    `"~^(200|206|304) " "${files}";`,
    `default "${none}";`,
  ]);
  const comment =
    '# All of them here: a location with one add_header of its own would lose the others.';
  expect(below('nginx.conf', comment)).toEqual([
    'add_header Content-Security-Policy $bayling_policy always;',
    ...fixed.map(([name, value]) => `add_header ${name} "${value}" always;`),
    'add_header Cache-Control $bayling_cache always;',
  ]);
});

it('Caddyfile', () => {
  expect(below('Caddyfile', 'map {path} {policy} {')).toEqual([
    `~${path} "${ownPolicy.policy}"`,
    `default "${policy}"`,
  ]);
  expect(below('Caddyfile', 'map {path} {cache} {')).toEqual([
    `~^/assets/ "${hashed}"`,
    `default "${files}"`,
  ]);
  expect(below('Caddyfile', 'header {')).toEqual([
    'Content-Security-Policy "{policy}"',
    ...fixed.map(([name, value]) => `${name} "${value}"`),
    'Cache-Control "{cache}"',
  ]);
  expect(below('Caddyfile', 'handle_errors {')).toContain(`header Cache-Control "${none}"`);
});

it('_headers', () => {
  expect(below('_headers', '/*')).toEqual([
    `Content-Security-Policy: ${policy}`,
    ...fixed.map(([name, value]) => `${name}: ${value}`),
    `Cache-Control: ${files}`,
  ]);
  expect(below('_headers', '/assets/*')).toEqual(['! Cache-Control', `Cache-Control: ${hashed}`]);
  // Patterns there have a star for all that the expression has.
  const script = /^\^(\/assets\/\w+-)\[/.exec(path)?.[1];
  expect(below('_headers', `${script}*`)).toEqual([
    '! Content-Security-Policy',
    `Content-Security-Policy: ${ownPolicy.policy}`,
  ]);
});

it('static.sh makes a file of every page', () => {
  expect(read('static.sh')).toContain(`for page in ${routes.join(' ')}; do`);
});
