import type { FileStore } from '../files/file-store.js'

/** A mail as it lies in the mail folder: what a person would read, and its links and codes apart. */
export interface Mail {
  readonly kind:
    | 'verify-email'
    | 'reset-password'
    | 'confirm-email-change'
    | 'cancel-email-change'
    | 'tickets'
  readonly to: string
  readonly subject: string
  readonly text: string
  /** The link to follow, whole. */
  readonly link?: string
  /** The code of a password reset. */
  readonly token?: string
  /** Of a mail with tickets: the codes to admit with. */
  readonly ticketTokens?: readonly string[]
}

export interface Mailer {
  send(mail: Mail): Promise<void>
}

/** Writes each mail as `mail/<time>-<kind>-<id>.json`; names sort by time. */
export const createMailer = (files: FileStore, now: () => Date, uuid: () => string): Mailer => ({
  send: (mail) => {
    const sentAt = now().toISOString()
    const name = `${sentAt.replaceAll(':', '-')}-${mail.kind}-${uuid()}.json`
    return files.write(['mail', name], Buffer.from(`${JSON.stringify({ sentAt, ...mail }, null, 2)}\n`))
  },
})
