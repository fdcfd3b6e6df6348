// Where clients download files: always on this gateway, never at an address of the backend.

const pathIn =
  (folder: string) =>
  (fileName: string): string =>
    `/files/${folder}/${encodeURIComponent(fileName)}`

/** Public. */
export const productImagePath = pathIn('product-images')
/** For the owner and for admins, with their bearer token or with a signed link. */
export const ticketPdfPath = pathIn('tickets')
/** For the owner and for admins, with their bearer token or with a signed link. */
export const ticketQrPath = pathIn('qr')
