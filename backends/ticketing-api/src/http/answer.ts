/** What a handler gives back; the shell writes it. */
export interface Answer {
  readonly status: number
  /** Sent as JSON; undefined sends nothing. */
  readonly body?: unknown
  readonly file?: { readonly bytes: Buffer; readonly type: string; readonly name: string }
}

export const ok = (body: unknown): Answer => ({ status: 200, body })
export const created = (body: unknown = {}): Answer => ({ status: 201, body })
export const noContent: Answer = { status: 204 }
export const download = (name: string, type: string, bytes: Buffer): Answer => ({
  status: 200,
  file: { name, type, bytes },
})
