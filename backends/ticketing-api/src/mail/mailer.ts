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

/** Writes each mail as `mail/<time>-<count>-<kind>-<id>.json`; names sort in the order of sending. */
export const createMailer = (files: FileStore, now: () => Date, uuid: () => string): Mailer => {
  let sent = 0
  return {
    send: (mail) => {
      const sentAt = now().toISOString()
      sent += 1
      const order = `${sentAt.replaceAll(':', '-')}-${String(sent).padStart(6, '0')}`
      const bytes = Buffer.from(`${JSON.stringify({ sentAt, ...mail }, null, 2)}\n`)
      return files.write(['mail', `${order}-${mail.kind}-${uuid()}.json`], bytes)
    },
  }
}
