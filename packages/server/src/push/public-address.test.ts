import { describe, expect, test } from 'vitest';
import { postPush } from './post-push.ts';
import { isPublicAddress, isPublicEndpoint } from './public-address.ts';

describe('[NOT-6] an address', () => {
  test.each(['8.8.8.8', '142.250.180.10', '2a00:1450:4007:80f::200a', '2606:4700::1111'])('%s is public', (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });

  test.each([
    '0.0.0.0',
    '10.1.2.3',
    '100.64.0.1',
    '127.0.0.1',
    '169.254.169.254',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '198.18.0.1',
    '224.0.0.1',
    '255.255.255.255',
    'localhost',
    '::',
    '::1',
    'fe80::1',
    'fc00::1',
    'fd12:3456::1',
    'ff02::1',
    '::ffff:10.0.0.1',
    '::ffff:7f00:1',
    '64:ff9b::a00:1',
    '2002:a00:1::',
    '2001::1',
    '2001:db8::1',
  ])('%s is not', (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });
});

describe('[NOT-6] an endpoint', () => {
  test.each([
    'https://fcm.googleapis.com/fcm/send/abc:def',
    'https://updates.push.services.mozilla.com/wpush/v2/abc',
    'https://web.push.apple.com/abc',
  ])('%s may be written to', (endpoint) => {
    expect(isPublicEndpoint(endpoint)).toBe(true);
  });

  test.each([
    'http://fcm.googleapis.com/fcm/send/abc',
    'https://fcm.googleapis.com:8443/abc',
    'https://user:secret@fcm.googleapis.com/abc',
    'https://localhost/abc',
    'https://printer.local/abc',
    'https://db.internal/abc',
    'https://intranet/abc',
    'https://10.0.0.1/abc',
    'https://0x7f.1/abc',
    'https://2130706433/abc',
    'https://[::1]/abc',
    'file:///etc/passwd',
    'no address',
  ])('%s may not', (endpoint) => {
    expect(isPublicEndpoint(endpoint)).toBe(false);
  });
});

test('[NOT-6] a name that leads into the own network is not written to, whatever it is called', async () => {
  const request = { endpoint: 'https://localhost/box', headers: {}, body: Buffer.alloc(0) };
  await expect(postPush(request, 'public')).rejects.toThrow('is no address of the open internet');
});
