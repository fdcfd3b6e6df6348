// One process at a time owns a data directory. Without this a second start would take the first one's server for a leftover.

import { readFile, rm, writeFile } from 'node:fs/promises'
import { startOf } from './process-identity.js'

async function ownerOf(file: string): Promise<number | null> {
  const text = await readFile(file, 'utf8').catch(() => '')
  const [pid = '', ...start] = text.split(' ')
  const number = Number.parseInt(pid, 10)
  if (!Number.isInteger(number)) return null
  return (await startOf(number)) === start.join(' ') ? number : null
}

async function claim(file: string): Promise<boolean> {
  try {
    await writeFile(file, `${process.pid} ${await startOf(process.pid)}`, { flag: 'wx' })
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}

/** Claims the directory by a file in it; throws one line while a living process has it. Returns the release. */
export async function takeOwnership(file: string, directory: string): Promise<() => Promise<void>> {
  while (!(await claim(file))) {
    const owner = await ownerOf(file)
    if (owner !== null) {
      throw new Error(
        `The data directory ${directory} is in use by process ${owner}: stop it, or set DATA_DIR`,
      )
    }
    await rm(file, { force: true })
  }
  return () => rm(file, { force: true })
}
