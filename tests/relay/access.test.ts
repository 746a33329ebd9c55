/** Host and Origin rules that a test on loopback cannot show: other addresses, other machines. */
import { describe, expect, it } from 'vitest';
import { createAccess } from '#relay/access.ts';

const addresses = (): string[] => ['192.168.1.7', 'fe80::1'];

describe('a relay that listens on all addresses', () => {
  const access = createAccess({ host: '0.0.0.0', allowOrigins: [], addresses });
  it.each([
    ['192.168.1.7:8787', true],
    ['[fe80::1]:8787', true],
    ['127.0.0.1', true],
    ['192.168.1.8', false],
    ['rebound.example', false],
    ['', false],
  ])('answers to %s: %s', (host, own) => expect(access.isOwnHost(host)).toBe(own));

  it('lets its own pages in from another machine, but no script', () => {
    expect(access.mayWatch('http://192.168.1.7:8787', 8787, '192.168.1.20')).toBe(true);
    expect(access.mayWatch('http://192.168.1.7:9999', 8787, '192.168.1.20')).toBe(false);
    expect(access.mayWatch(undefined, 8787, '192.168.1.20')).toBe(false);
    expect(access.mayWatch(undefined, 8787, undefined)).toBe(false);
    expect(access.mayWatch(undefined, 8787, '::ffff:127.0.0.1')).toBe(true);
    expect(access.mayWatch(undefined, 8787, '::1')).toBe(true);
  });
});

describe('a relay on one address', () => {
  it('answers to that one, not to others of the machine', () => {
    const access = createAccess({ host: '192.168.1.7', allowOrigins: [], addresses });
    expect(access.isOwnHost('192.168.1.7:8787')).toBe(true);
    expect(access.isOwnHost('[fe80::1]')).toBe(false);
  });
  it('knows the page of port 80 by its origin without a port', () => {
    const access = createAccess({ host: 'studio.local', allowOrigins: [], addresses });
    expect(access.mayWatch('http://studio.local', 80, '10.0.0.1')).toBe(true);
    expect(access.mayWatch('http://studio.local', 8787, '10.0.0.1')).toBe(false);
  });
});
