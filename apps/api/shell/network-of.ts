import { isIPv4, isIPv6 } from 'node:net';

/** As gateways write it: with its port, in brackets, in quotes. */
const written = /^"?(?:\[([^\]]*)\]|([\d.]+))(?::\d+)?"?$/;

/**
 * Whom to count by: the address; of IPv6 its /64, which one subscriber has all of. What a proxy passes on that is no address
 * counts as the proxy, the peer: otherwise each new word would be a new caller. Pure.
 */
export const networkOf = (address: string, peer: string): string => networkIn(address) ?? networkIn(peer) ?? peer;

/** Null: that is no address. */
function networkIn(text: string): string | null {
  const [, bracketed, four] = written.exec(text) ?? [];
  const [address = ''] = (bracketed ?? four ?? text).split('%', 1);
  if (isIPv4(address)) return address;
  if (!isIPv6(address)) return null;
  const groups = groupsOf(address);
  const isMapped = groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff;
  if (isMapped) return groups.slice(6).flatMap(bytesOf).join('.');
  const network = groups.slice(0, 4).map((group) => group.toString(16));
  return `${network.join(':')}::/64`;
}

/** The eight of an IPv6 address. An IPv4 address at its end stands for two. */
function groupsOf(address: string): number[] {
  const read = (part: string): number[] => (part === '' ? [] : part.split(':').flatMap(groupsIn));
  const [head = [], tail = []] = address.split('::').map(read);
  return [...head, ...Array<number>(8 - head.length - tail.length).fill(0), ...tail];
}

function groupsIn(group: string): number[] {
  if (!group.includes('.')) return [Number.parseInt(group, 16)];
  const [a = 0, b = 0, c = 0, d = 0] = group.split('.').map(Number);
  return [a * 256 + b, c * 256 + d];
}

const bytesOf = (group: number): number[] => [group >> 8, group & 255];
