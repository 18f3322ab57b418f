import { isIPv6 } from 'node:net';

const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i;

/** Whom to count by: the address; of IPv6 its /64, which one subscriber has all of. Pure. */
export function networkOf(address: string): string {
  const four = mapped.exec(address)?.[1];
  if (four !== undefined) return four;
  const plain = address.split('%', 1)[0] ?? '';
  if (!isIPv6(plain)) return address;
  const [head = '', tail] = plain.split('::');
  const groups = head === '' ? [] : head.split(':');
  if (tail !== undefined) {
    const rest = tail === '' ? [] : tail.split(':');
    // An IPv4 address at the end stands for two groups.
    const last = rest.at(-1)?.includes('.') ? 1 : 0;
    while (groups.length + rest.length + last < 8) groups.push('0');
    groups.push(...rest);
  }
  const network = groups.slice(0, 4).map((group) => Number.parseInt(group, 16).toString(16));
  return `${network.join(':')}::/64`;
}
