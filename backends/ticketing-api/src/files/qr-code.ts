import QRCode from 'qrcode'

/** A PNG whose QR code holds exactly `code`. */
export const drawQrCode = (code: string): Promise<Buffer> =>
  QRCode.toBuffer([{ data: Buffer.from(code), mode: 'byte' }], {
    errorCorrectionLevel: 'M',
    margin: 4,
    scale: 6,
  })
