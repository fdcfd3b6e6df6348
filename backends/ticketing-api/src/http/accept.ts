import type { IncomingHttpHeaders } from 'node:http'

const quality = (entry: string): number => Number(/;\s*q=([\d.]+)/.exec(entry)?.[1] ?? 1)

/** The media types of an Accept header, the wanted ones first. */
const acceptedTypes = (accept: string): string[] =>
  accept
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '')
    .sort((a, b) => quality(b) - quality(a))

/**
 * Whether the caller is taken for a program rather than a browser: its first choice is JSON, or it
 * says XMLHttpRequest and takes anything. The existing backend asks this where a token is missing,
 * and breaks (500) for the others.
 */
export const expectsJson = (headers: IncomingHttpHeaders): boolean => {
  const first = acceptedTypes(headers.accept ?? '')[0]
  const takesAnything = first === undefined || /^\*(\/\*)?(;|$)/.test(first)
  if (headers['x-requested-with'] === 'XMLHttpRequest' && !headers['x-pjax'] && takesAnything) return true
  return first !== undefined && /[/+]json/.test(first)
}
