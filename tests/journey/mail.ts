// The mails that the stand-in writes down in place of sending them.
import { readdir, readFile } from 'node:fs/promises'

interface Mail {
  readonly kind: string
  readonly to: string
  readonly link?: string
}

/** The link of the last mail of this kind to this address. */
export async function mailedLink(folder: string, kind: string, to: string): Promise<string> {
  // A mail that is being written has another ending. Their names sort in the order of sending.
  const names = (await readdir(folder)).filter((name) => name.endsWith('.json'))
  for (const name of names.sort().reverse()) {
    const mail = JSON.parse(await readFile(`${folder}/${name}`, 'utf8')) as Mail
    if (mail.kind === kind && mail.to === to && mail.link !== undefined) return mail.link
  }
  throw new Error(`there is no mail of the kind ${kind} to ${to}`)
}
