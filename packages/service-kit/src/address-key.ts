// What an address is counted as.
import { isIPv6 } from 'node:net'

/** The groups before and after `::`, filled up to eight. */
function groupsOf(address: string): readonly string[] {
  const [head = '', tail] = address.split('::')
  const before = head === '' ? [] : head.split(':')
  if (tail === undefined) return before
  const after = tail === '' ? [] : tail.split(':')
  return [...before, ...Array<string>(Math.max(0, 8 - before.length - after.length)).fill('0'), ...after]
}

/** An IPv6 address by its first 64 bits, which is what one customer of a provider has; anything else as it is. */
export function addressKey(address: string | null): string {
  if (address === null) return 'unknown'
  if (!isIPv6(address) || address.includes('.')) return address
  const network = groupsOf(address).slice(0, 4)
  return network.map((group) => Number.parseInt(group, 16).toString(16)).join(':')
}
