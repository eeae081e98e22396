import { describe, expect, it } from 'vitest';
import { networkOf } from './network';

describe('the network of an address', () => {
  it.each([
    ['http://localhost:8080/', 'this-machine'],
    ['http://127.9.9.9/', 'this-machine'],
    ['http://[::1]/', 'this-machine'],
    ['http://[::ffff:127.0.0.1]/', 'this-machine'],
    ['https://10.0.0.1/', 'local'],
    ['https://172.31.0.1/', 'local'],
    ['https://169.254.1.1/', 'local'],
    ['https://[fe80::1]/', 'local'],
    ['https://[::ffff:192.168.0.1]/', 'local'],
    ['https://printer.local./', 'local'],
    ['https://nas/', 'local'],
    ['https://172.32.0.1/', 'public'],
    ['https://[2001:db8::1]/', 'public'],
    ['https://localhost.example/', 'public'],
    ['https://hub.example/', 'public'],
  ])('of %s is %s', (address, network) => {
    expect(networkOf(address)).toBe(network);
  });
});
