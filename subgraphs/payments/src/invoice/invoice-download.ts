// The ways to a file of an invoice: an address that wants a bearer token, and a link that wants none.
import { Download } from '@ticketing/subgraph-kit'
import type { PaymentsContext } from '../context.js'

/** The address of a path on this gateway; null where there is no file. */
export const addressOf = ({ call }: PaymentsContext, path: string | null): string | null =>
  path && `${call.publicUrl}${path}`

/** A link that opens the file in the caller's name for some minutes; null where there is no file. */
export async function openDownload(
  { parts, call }: PaymentsContext,
  path: string | null,
): Promise<Download | null> {
  const { caller, publicUrl } = call
  if (path === null || caller === null) return null
  return Object.assign(new Download(), await parts.fileLinks.seal({ path, caller, publicUrl }))
}
