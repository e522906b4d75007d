import { lookup, type LookupAddress, type LookupAllOptions } from 'node:dns';
import { BlockList, isIP, isIPv4, type LookupFunction } from 'node:net';
import { codedError } from './http-call-failure.ts';

/** How a name becomes addresses; the system's own way, or a test's. */
export type Resolve = (
  hostname: string,
  options: LookupAllOptions,
  callback: (error: Error | null, found: LookupAddress[]) => void,
) => void;

/**
 * Whether an IP address is one of the open internet, and not of this machine, its network or a cloud's own services.
 * **Why** here again: a package may not take it from the server, which has the same for push services.
 * **Source** TEN-18; the registries of special addresses (RFC 6890).
 */
export function isPublicAddress(address: string): boolean {
  if (isIPv4(address)) return !CLOSED.check(address, 'ipv4');
  return isIP(address) === 6 && PUBLIC_V6.check(address, 'ipv6') && !CLOSED.check(address, 'ipv6');
}

/** Whether a URL may be called as far as it shows: https, and no closed address written out. Names are judged later. */
export function isPublicHost({ protocol, hostname }: URL): boolean {
  const host = hostname.replace(/^\[|\]$/g, '');
  return protocol === 'https:' && (isIP(host) === 0 || isPublicAddress(host));
}

/**
 * Resolves the name of a call and judges what it leads to, for the very connection: no later answer of the name's server
 * can lead elsewhere. One closed address among several closes the name.
 * **Errors** `forbidden_address`.
 */
export function publicLookup(resolve: Resolve = lookup): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }, (error, found) => {
      if (error) return callback(error, []);
      const [first] = found;
      if (!first || !found.every(({ address }) => isPublicAddress(address))) {
        return callback(codedError('forbidden_address'), []);
      }
      return options.all ? callback(null, found) : callback(null, first.address, first.family);
    });
  };
}

const CLOSED = new BlockList();
const CLOSED_NETS: readonly (readonly [network: string, prefix: number, family: 'ipv4' | 'ipv6'])[] = [
  ['0.0.0.0', 8, 'ipv4'],
  ['10.0.0.0', 8, 'ipv4'],
  ['100.64.0.0', 10, 'ipv4'],
  ['127.0.0.0', 8, 'ipv4'],
  ['169.254.0.0', 16, 'ipv4'],
  ['172.16.0.0', 12, 'ipv4'],
  ['192.0.0.0', 24, 'ipv4'],
  ['192.0.2.0', 24, 'ipv4'],
  ['192.88.99.0', 24, 'ipv4'],
  ['192.168.0.0', 16, 'ipv4'],
  ['198.18.0.0', 15, 'ipv4'],
  ['198.51.100.0', 24, 'ipv4'],
  ['203.0.113.0', 24, 'ipv4'],
  ['224.0.0.0', 4, 'ipv4'],
  ['240.0.0.0', 4, 'ipv4'],
  // Reserved for protocols (with Teredo) and for books; and IPv4 in IPv6's clothes.
  ['2001::', 23, 'ipv6'],
  ['2001:db8::', 32, 'ipv6'],
  ['2002::', 16, 'ipv6'],
  ['3fff::', 20, 'ipv6'],
];
for (const [network, prefix, family] of CLOSED_NETS) CLOSED.addSubnet(network, prefix, family);
/** The part of IPv6 that is given out for the public; everything else is closed. */
const PUBLIC_V6 = new BlockList();
PUBLIC_V6.addSubnet('2000::', 3, 'ipv6');
