import { isIP } from 'node:net';

/**
 * A range of addresses with the bits of the host set to 0 (`10.1.2.3/8` becomes
 * `10.0.0.0/8`), or `undefined` where the text is none.
 */
export function parseCidr(text: string): string | undefined {
  const [address, bits, ...rest] = text.split('/');
  // A zone (`fe80::1%eth0`) is of one machine.
  const longest = address.includes('%') ? undefined : { 4: 32, 6: 128 }[isIP(address)];
  if (
    longest === undefined ||
    rest.length > 0 ||
    !/^[0-9]{1,3}$/.test(bits ?? '') ||
    Number(bits) > longest
  ) {
    return undefined;
  }
  const shift = BigInt(longest - Number(bits));
  const network = (numberOf(address, longest) >> shift) << shift;
  return `${longest === 32 ? textOf4(network) : textOf6(network)}/${Number(bits)}`;
}

function numberOf(address: string, bits: number): bigint {
  if (bits === 32) {
    return address.split('.').reduce((sum, part) => sum * 256n + BigInt(part), 0n);
  }
  // The last 32 bits may be written as an IPv4 address.
  const hex = address.replace(/[^:]+$/, (last) =>
    last.includes('.')
      ? `${(numberOf(last, 32) >> 16n).toString(16)}:${(numberOf(last, 32) & 0xffffn).toString(16)}`
      : last,
  );
  const [before, after] = hex.split('::').map((half) => (half === '' ? [] : half.split(':')));
  const groups =
    after === undefined
      ? before
      : [...before, ...Array(8 - before.length - after.length).fill('0'), ...after];
  return groups.reduce((sum: bigint, group: string) => sum * 65536n + BigInt(`0x${group}`), 0n);
}

function textOf4(value: bigint): string {
  return [24n, 16n, 8n, 0n].map((shift) => String((value >> shift) & 255n)).join('.');
}

function textOf6(value: bigint): string {
  const groups = Array.from({ length: 8 }, (_, i) =>
    ((value >> BigInt(112 - 16 * i)) & 0xffffn).toString(16),
  );
  // The URL parser of Node knows the shortest form.
  return new URL(`http://[${groups.join(':')}]`).hostname.slice(1, -1);
}
