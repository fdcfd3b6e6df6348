/** Draws on one A4 page and gives the file. `dated` is written into it, so equal input gives equal bytes. */
export const drawPdf = async (
  title: string,
  dated: Date,
  draw: (page: PDFKit.PDFDocument) => void,
): Promise<Buffer> => {
  // Loaded when first drawn with: it would be most of the time a start takes.
  const { default: PDFDocument } = await import('pdfkit')
  return new Promise((resolve, reject) => {
    const page = new PDFDocument({ size: 'A4', margin: 50, info: { Title: title, CreationDate: dated } })
    const parts: Buffer[] = []
    page.on('data', (part: Buffer) => parts.push(part))
    page.on('end', () => resolve(Buffer.concat(parts)))
    page.on('error', reject)
    draw(page)
    page.end()
  })
}
