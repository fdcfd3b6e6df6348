// A file that wants the token cannot be opened by its address: it is fetched, and shown from memory.
import type { Client } from '../client/client.js'
import type { FileLink } from './find-files.js'

/** Types that a browser shows without running anything in this page's name. */
const SHOWN = ['application/pdf', 'image/png', 'image/jpeg', 'image/webp']
const KEPT_MS = 60_000

function saveAs(address: string, name: string): void {
  Object.assign(document.createElement('a'), { href: address, download: name }).click()
}

/** Opens in a new tab, or saves it where that cannot be. Answers what went wrong, or null. */
export async function openFile(client: Client, { href, name }: FileLink): Promise<string | null> {
  const response = await client.fetchFile(href).catch(() => null)
  if (response === null) return 'The gateway cannot be reached.'
  if (!response.ok) {
    const body = (await response.json().catch(() => ({}))) as { errors?: { message?: string }[] }
    return body.errors?.[0]?.message ?? `The gateway answered with ${response.status}.`
  }
  const type = response.headers.get('content-type')?.split(';')[0] ?? ''
  const isShown = SHOWN.includes(type)
  const blob = new Blob([await response.arrayBuffer()], { type: isShown ? type : 'application/octet-stream' })
  const address = URL.createObjectURL(blob)
  setTimeout(() => URL.revokeObjectURL(address), KEPT_MS)
  if (!isShown || window.open(address) === null) saveAs(address, name)
  return null
}
