// Where the rates come from: a file, read once at start, so that no request ever waits for one.
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { parseRateTable, type RateTable } from './rate-table.js'

/** The dated sample that ships with this subgraph. */
export const SAMPLE_RATES_PATH = fileURLToPath(new URL('../../rates/sample.json', import.meta.url))

/** Throws one Error, in one line, when the file cannot be read or holds anything but rates. */
export async function loadRateTable(path: string): Promise<RateTable> {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new Error(`The exchange rates in ${path} cannot be read`, { cause })
  })
  return parseRateTable(parseJson(text, path))
}

/** JSON.parse quotes what it could not read, line breaks included: too much for one line. */
function parseJson(text: string, path: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new Error(`The exchange rates in ${path} are not JSON`, { cause })
  }
}
