import { inflateSync } from 'node:zlib'

/** Dark squares of a QR code in a PNG as `qrcode` writes it: 8-bit RGBA, one IDAT stream. */
const readPixels = (png: Buffer): { width: number; isDark: (x: number, y: number) => boolean } => {
  const width = png.readUInt32BE(16)
  const parts: Buffer[] = []
  for (let at = 8; at < png.length; ) {
    const length = png.readUInt32BE(at)
    if (png.toString('latin1', at + 4, at + 8) === 'IDAT') parts.push(png.subarray(at + 8, at + 8 + length))
    at += length + 12
  }
  const raw = inflateSync(Buffer.concat(parts))
  const stride = width * 4
  const rows: Buffer[] = []
  for (let y = 0; y < width; y += 1) {
    const filter = raw[y * (stride + 1)]
    const row = Buffer.from(raw.subarray(y * (stride + 1) + 1, (y + 1) * (stride + 1)))
    rows.push(unfilter(filter ?? 0, row, rows[y - 1]))
  }
  return { width, isDark: (x, y) => (rows[y]?.[x * 4] ?? 255) < 128 }
}

const paeth = (a: number, b: number, c: number): number => {
  const [pa, pb, pc] = [Math.abs(b - c), Math.abs(a - c), Math.abs(a + b - 2 * c)]
  if (pa <= pb && pa <= pc) return a
  return pb <= pc ? b : c
}

/** Undoes one of PNG's five line filters. */
const unfilter = (filter: number, row: Buffer, above: Buffer | undefined): Buffer => {
  for (let i = 0; i < row.length; i += 1) {
    const left = i < 4 ? 0 : (row[i - 4] ?? 0)
    const up = above?.[i] ?? 0
    const corner = i < 4 ? 0 : (above?.[i - 4] ?? 0)
    const guess = [0, left, up, Math.floor((left + up) / 2), paeth(left, up, corner)][filter] ?? 0
    row[i] = ((row[i] ?? 0) + guess) & 255
  }
  return row
}

const masks: readonly ((row: number, column: number) => boolean)[] = [
  (r, c) => (r + c) % 2 === 0,
  (r) => r % 2 === 0,
  (_r, c) => c % 3 === 0,
  (r, c) => (r + c) % 3 === 0,
  (r, c) => (Math.floor(r / 2) + Math.floor(c / 3)) % 2 === 0,
  (r, c) => ((r * c) % 2) + ((r * c) % 3) === 0,
  (r, c) => (((r * c) % 2) + ((r * c) % 3)) % 2 === 0,
  (r, c) => (((r + c) % 2) + ((r * c) % 3)) % 2 === 0,
]

/** Squares of version 3 that hold no data: finders, timing, format, and the one alignment mark. */
const isFixed = (r: number, c: number, size: number): boolean =>
  r === 6 ||
  c === 6 ||
  (r < 9 && (c < 9 || c >= size - 8)) ||
  (r >= size - 8 && c < 9) ||
  (Math.abs(r - 22) <= 2 && Math.abs(c - 22) <= 2)

/** The data bits in reading order: pairs of columns from the right, upwards and downwards in turn. */
const readBits = (dark: (r: number, c: number) => boolean, size: number): string => {
  // The mask's number stands in the format bits beside the upper left finder, itself masked with 101.
  const mask = masks[Number.parseInt([2, 3, 4].map((c) => (dark(8, c) ? 1 : 0)).join(''), 2) ^ 0b101]
  let bits = ''
  let upwards = true
  for (let right = size - 1; right > 0; right -= 2) {
    if (right === 6) right = 5
    for (let i = 0; i < size; i += 1) {
      const r = upwards ? size - 1 - i : i
      for (const c of [right, right - 1])
        if (!isFixed(r, c, size)) bits += dark(r, c) !== mask?.(r, c) ? '1' : '0'
    }
    upwards = !upwards
  }
  return bits
}

/** Reads the text of a clean, upright version 3 QR code in byte mode; nothing else is needed here. */
export const readQrCode = (png: Buffer, margin: number, scale: number): string => {
  const { width, isDark } = readPixels(png)
  const size = width / scale - 2 * margin
  const middle = Math.floor(scale / 2)
  const dark = (r: number, c: number) => isDark((c + margin) * scale + middle, (r + margin) * scale + middle)
  const bits = readBits(dark, size)
  const byteAt = (bit: number): number => Number.parseInt(bits.slice(bit, bit + 8), 2)
  return Buffer.from(Array.from({ length: byteAt(4) }, (_, i) => byteAt(12 + i * 8))).toString()
}
