// What the client says about itself and about this request; nothing here decides what it may do.
import { BlockList, isIP, isIPv6 } from 'node:net'
import { headerOf, type Step } from '../exchange.js'

/** How an IPv6 socket writes an IPv4 address. */
const MAPPED = '::ffff:'
const NAME = /^[\x20-\x7e]{1,100}$/
const TRACEPARENT = /^[0-9a-f]{2}-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}$/

const printable = (text: string | undefined): string | null =>
  text !== undefined && NAME.test(text) ? text : null

/** `apollographql-client-name` and `-version`, as one text for logs and metrics: `web` or `web@1.2`. */
export const nameClient: Step = ({ request, call }) => {
  const name = printable(headerOf(request, 'apollographql-client-name'))
  if (name === null) return
  const version = printable(headerOf(request, 'apollographql-client-version'))
  call.clientName = version === null ? name : `${name}@${version}`
}

/** A malformed trace is dropped, as W3C trace context wants. */
export const passTraceOn: Step = ({ request, call }) => {
  const given = headerOf(request, 'traceparent')
  call.traceparent = given !== undefined && TRACEPARENT.test(given) ? given : null
}

function toBlockList(networks: readonly string[]): BlockList {
  const list = new BlockList()
  for (const network of networks) {
    const [address = '', bits] = network.split('/')
    const family = isIPv6(address) ? 'ipv6' : 'ipv4'
    if (bits === undefined) list.addAddress(address, family)
    else list.addSubnet(address, Number(bits), family)
  }
  return list
}

/**
 * The client's address: the connection's own, or, behind trusted proxies, the first in `X-Forwarded-For` from the right
 * that is not one of them. Whatever stands further left the client may have written itself.
 */
export function findClientAddress(trustedProxies: readonly string[]): Step {
  const trusted = toBlockList(trustedProxies)
  const isTrusted = (address: string) =>
    isIP(address) !== 0 && trusted.check(address, isIPv6(address) ? 'ipv6' : 'ipv4')
  function firstStranger(own: string, forwarded: string): string {
    const hops = forwarded.split(',').map((hop) => hop.trim())
    let address = own
    while (isTrusted(address)) {
      const next = hops.pop()
      if (next === undefined || isIP(next) === 0) break
      address = next
    }
    return address
  }

  return ({ request, call }) => {
    const { remoteAddress = '' } = request.socket
    const own = remoteAddress.startsWith(MAPPED) ? remoteAddress.slice(MAPPED.length) : remoteAddress
    const forwarded = trustedProxies.length === 0 ? undefined : headerOf(request, 'x-forwarded-for')
    const address = forwarded === undefined ? own : firstStranger(own, forwarded)
    call.clientAddress = address === '' ? null : address
  }
}
