import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

/** Numbers in [0, 1). */
type Random = () => number;

/** One of several, each as likely as the others. */
export const pick = <T>(random: Random, all: readonly T[]): T =>
  all[Math.floor(random() * all.length)]!;

const chance = (random: Random, of: number) => random() < of;
const some = <T>(random: Random, all: readonly T[], most: number): T[] =>
  Array.from({ length: Math.floor(random() * (most + 1)) }, () => pick(random, all));

const noise = (random: Random, length: number) =>
  Buffer.from(Array.from({ length }, () => Math.floor(random() * 256))).toString('latin1');

const numbers = [
  ...[
    '',
    '0',
    '1',
    '4',
    '9',
    '10',
    '11',
    '-1',
    '-0',
    '+5',
    ' 5',
    '5 ',
    '00000005',
    '0x10',
    '1e3',
    '1.5',
  ],
  ...['2147483648', '4294967296', '9007199254740991', '9007199254740992', '9007199254740993'],
  ...['18446744073709551616', '9'.repeat(400), 'NaN', 'Infinity', 'a', '\u00b2'],
];

/** A value of `Range`, of every shape that can be thought of, few of them sound. */
export function rangeHeader(random: Random): string {
  const unit = pick(random, [
    'bytes=',
    'bytes=',
    'bytes=',
    'bytes',
    'Bytes=',
    'bytes =',
    'lines=',
    '',
  ]);
  const one = () =>
    pick(random, numbers) + pick(random, ['-', '-', '-', '--', '']) + pick(random, numbers);
  const count = pick(random, [1, 1, 1, 2, 3, 500]);
  return unit + Array.from({ length: count }, one).join(pick(random, [',', ', ', ';']));
}

const methods = [
  'GET',
  'GET',
  'GET',
  'GET',
  'HEAD',
  'POST',
  'PUT',
  'OPTIONS',
  'CONNECT',
  'TRACE',
  'PRI',
  'get',
  'G T',
  '',
];
const versions = [
  'HTTP/1.1',
  'HTTP/1.1',
  'HTTP/1.1',
  'HTTP/1.0',
  'HTTP/0.9',
  'HTTP/2.0',
  'HTTP/9',
  'http/1.1',
  '',
];

const twists: readonly ((path: string, random: Random) => string)[] = [
  (path) => `${path}%`,
  (path) => `${path}%00`,
  (path) => `${path}\0`,
  (path) => path.replace('/', '/%c0%ae%c0%ae/'),
  (path) => path.replace('/', '/%ff%fe%2f'),
  (path) => `/..${path}/../../../etc/passwd`,
  (path) => `/%2e%2e${path}%2f..%2f..%2fetc%2fpasswd`,
  (path) => path.replaceAll('/', '\\'),
  (path) => `/${path}`,
  (path) => `${path}/`,
  (path) => `${path}/?\f\t&=${'%'.repeat(9)}`,
  (path) => `${path}?\u0080\u00ff#fragment`,
  (path) => path + 'x'.repeat(300),
  (path) => path + '/x'.repeat(9000),
  (path) => `http://elsewhere${path}`,
  () => '*',
  () => '',
  (path) => path.toUpperCase(),
  (path) => path.replace(/./g, (sign) => `%${sign.charCodeAt(0).toString(16)}`),
  (path, random) => path + noise(random, 12),
];

const headers: readonly ((random: Random) => string)[] = [
  (random) => `Range: ${rangeHeader(random)}`,
  (random) => `If-Range: ${pick(random, ['"x"', 'W/"x"', '*', 'yesterday', ''])}`,
  (random) => `If-None-Match: ${pick(random, ['"x"', '*', 'W/', '"', '"a", "b"'])}`,
  (random) =>
    `If-Modified-Since: ${pick(random, ['yesterday', '0', 'Mon, 32 Foo 99999 25:61:61 GMT'])}`,
  (random) => `Content-Length: ${pick(random, ['0', '5', '-1', '99999999999999999999', 'x'])}`,
  () => 'Transfer-Encoding: chunked',
  () => 'Transfer-Encoding: gzip, identity',
  (random) => `Expect: ${pick(random, ['100-continue', 'the impossible'])}`,
  () => 'Connection: Upgrade\r\nUpgrade: websocket',
  (random) => `Connection: ${pick(random, ['close', 'keep-alive', 'x'])}`,
  (random) => `Accept-Encoding: ${pick(random, ['gzip', 'br;q=x', '*;q=1', ''])}`,
  (random) => `Host: ${pick(random, ['', '[', '127.0.0.1:99999', 'a b'])}`,
  () => `Cookie: ${'c'.repeat(20_000)}`,
  () => ' folded: line',
  () => 'no colon',
  (random) => `X-Noise: ${noise(random, 20)}`,
];

function requestLine(random: Random, path: string): string {
  const target = chance(random, 0.3) ? path : pick(random, twists)(path, random);
  return `${pick(random, methods)} ${target} ${pick(random, versions)}`;
}

/** One request, or several in a row, as anybody can write them to a socket; also cut short. */
export function rawRequest(random: Random, paths: readonly string[]): Buffer {
  const one = () => {
    const path = pick(random, paths);
    // Where too much is wrong, the parser refuses it, and nothing behind it is tried.
    const line = chance(random, 0.6) ? `GET ${path} HTTP/1.1` : requestLine(random, path);
    const host = chance(random, 0.9) ? ['Host: h'] : [];
    const range = `Range: bytes=${pick(random, numbers)}-${pick(random, numbers)}`;
    if (chance(random, 0.5)) host.push(range);
    const lines = [line, ...host, ...some(random, headers, 2).map((header) => header(random))];
    const body = chance(random, 0.1) ? noise(random, 30) : '';
    return `${lines.join(chance(random, 0.9) ? '\r\n' : '\n')}\r\n\r\n${body}`;
  };
  const whole = Array.from({ length: pick(random, [1, 1, 1, 1, 3]) }, one).join('');
  const bytes = Buffer.from(whole, 'latin1');
  return chance(random, 0.1) ? bytes.subarray(0, Math.floor(random() * bytes.length)) : bytes;
}

/**
 * Writes bytes to a server of this machine, in a piece or in several; waits for the begin of an answer, for a
 * while, and hangs up, in good manners or without.
 *
 * @throws Error when nobody listens at the port.
 */
export async function exchange(port: number, bytes: Buffer, random: Random): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  socket.on('error', () => undefined);
  const answer = new Promise<string>((resolve) => {
    socket.once('data', (data) => resolve(data.toString('latin1')));
    socket.once('close', () => resolve(''));
  });
  if (chance(random, 0.1)) {
    socket.write(bytes.subarray(0, 9));
    await pause(1);
    socket.write(bytes.subarray(9));
  } else socket.write(bytes);
  const patience = chance(random, 0.2) ? 0 : PATIENCE_MS;
  const begin = await Promise.race([answer, pause(patience, '')]);
  if (chance(random, 0.3)) socket.resetAndDestroy();
  else socket.destroy();
  return begin;
}

/** What the server waits for as well is not worth more. */
const PATIENCE_MS = 100;
