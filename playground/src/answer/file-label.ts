import type { FileLink } from './find-files.js'

const KINDS: Readonly<Record<string, string>> = { pdf: 'PDF', png: 'QR code' }
/** Parts of a place that say nothing to people. */
const PLUMBING = /^(nodes|edges|node|url)$|Url$|download/i

export function kindOf({ name, access }: FileLink): string {
  if (access === 'picture') return 'Picture'
  return KINDS[name.split('.').at(-1) ?? ''] ?? 'File'
}

/** `me.tickets.nodes.0.pdfUrl` is `tickets 1`. */
export function labelOf({ place }: FileLink): string {
  const words = place.split('.').filter((part) => !PLUMBING.test(part))
  const last = words.at(-1) ?? ''
  return /^\d+$/.test(last) ? `${words.at(-2) ?? ''} ${Number(last) + 1}`.trim() : last
}
