import { BlockList, isIP, isIPv4 } from 'node:net';

const CLOSED = new BlockList();
const CLOSED_V4: readonly (readonly [network: string, prefix: number])[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
];
for (const [network, prefix] of CLOSED_V4) CLOSED.addSubnet(network, prefix, 'ipv4');
/** The part of IPv6 that is given out for the public; everything else is closed, and so are some parts of it. */
const PUBLIC_V6 = new BlockList();
PUBLIC_V6.addSubnet('2000::', 3, 'ipv6');
const CLOSED_V6: readonly (readonly [network: string, prefix: number])[] = [
  // Reserved for protocols (with Teredo) and for books; and IPv4 in IPv6's clothes.
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
];
for (const [network, prefix] of CLOSED_V6) CLOSED.addSubnet(network, prefix, 'ipv6');

/**
 * Whether an IP address is one of the open internet, and not of this machine, its network or a cloud's own services.
 * **Source** TEN-18; the registries of special addresses (RFC 6890).
 */
export function isPublicAddress(address: string): boolean {
  if (isIPv4(address)) return !CLOSED.check(address, 'ipv4');
  return isIP(address) === 6 && PUBLIC_V6.check(address, 'ipv6') && !CLOSED.check(address, 'ipv6');
}

/**
 * Whether an address that a browser gave may be written to: https, the usual port, no name and password, a host by name.
 * What the name leads to is looked at when it is called.
 */
export function isPublicEndpoint(endpoint: string): boolean {
  if (!URL.canParse(endpoint)) return false;
  const { protocol, port, username, password, hostname } = new URL(endpoint);
  const isNamed =
    /^(?=.*[a-z])[a-z\d-]+(\.[a-z\d-]+)+$/.test(hostname) && !/\.(localhost|local|internal)$/.test(hostname);
  return protocol === 'https:' && port === '' && username === '' && password === '' && isNamed;
}
