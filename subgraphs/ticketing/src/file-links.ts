// Where clients download files: always on this gateway, never at an address of the backend.

const link =
  (folder: string) =>
  (publicUrl: string, fileName: string): string =>
    `${publicUrl}/files/${folder}/${encodeURIComponent(fileName)}`

/** Public. */
export const productImageLink = link('product-images')
/** For the owner and for admins, with their bearer token. */
export const ticketPdfLink = link('tickets')
/** For the owner and for admins, with their bearer token. */
export const ticketQrLink = link('qr')
