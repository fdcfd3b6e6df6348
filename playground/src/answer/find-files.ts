// The files that an answer speaks of.

/** `signed`: opens as it is, for some minutes. `private`: wants the token. `picture`: public. */
export type FileAccess = 'signed' | 'private' | 'picture'

export interface FileLink {
  /** On this origin: path and query. */
  readonly href: string
  /** The last part of the path. */
  readonly name: string
  /** Where in the answer it stands, such as `me.tickets.nodes.0.pdfUrl`. */
  readonly place: string
  readonly access: FileAccess
}

const FILE = /^\/files\/[\w-]+\/([^/]+)$/

/**
 * The address as this page can reach it. The gateway writes its public address into answers; whoever came here by another
 * one (a tunnel, a port) gets the file by the way he came.
 */
function toLink(text: string, place: string): FileLink | null {
  if (!URL.canParse(text, 'http://here')) return null
  const url = new URL(text, 'http://here')
  const name = FILE.exec(url.pathname)?.[1]
  if (name === undefined || !/^https?:$/.test(url.protocol)) return null
  const isPicture = url.pathname.startsWith('/files/product-images/')
  const access = isPicture ? 'picture' : url.searchParams.has('link') ? 'signed' : 'private'
  return { href: url.pathname + url.search, name: decodeURIComponent(name), place, access }
}

function walk(value: unknown, place: string, found: Map<string, FileLink>): void {
  if (typeof value === 'string' && value.includes('/files/')) {
    const link = toLink(value, place)
    if (link !== null && !found.has(link.href)) found.set(link.href, link)
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, inner] of Object.entries(value)) {
      walk(inner, place === '' ? key : `${place}.${key}`, found)
    }
  }
}

/** Each file once, in the order of the answer. */
export function findFiles(data: unknown): readonly FileLink[] {
  const found = new Map<string, FileLink>()
  walk(data, '', found)
  return [...found.values()]
}
