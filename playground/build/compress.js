// Each file beside itself as .br and .gz, so that serving costs nothing.
import { readdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'

const TEXT = /\.(html|js|css|svg|json)$/
/** 11 would be a tenth smaller and take twenty seconds. */
const QUALITY = { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }

const brotli = promisify(brotliCompress)
const zip = promisify(gzip)

async function compressOne(file) {
  const content = await readFile(file)
  const [br, gz] = await Promise.all([brotli(content, QUALITY), zip(content, { level: 9 })])
  await Promise.all([writeFile(`${file}.br`, br), writeFile(`${file}.gz`, gz)])
  return { name: path.basename(file), raw: content.length, br: br.length, gz: gz.length }
}

/** Answers the sizes in bytes. */
export async function compressAll(folder) {
  const names = await readdir(folder, { recursive: true })
  return Promise.all(
    names.filter((name) => TEXT.test(name)).map((name) => compressOne(path.join(folder, name))),
  )
}
