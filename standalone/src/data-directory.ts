// The folder that everything is kept in: made when it is missing, and looked at before anything is started.
import { access, constants, mkdir, stat } from 'node:fs/promises'
import path from 'node:path'
import { errorCodeOf } from '@ticketing/service-kit'

// Not mkdir's own `recursive`: under /proc, where no folder can be made, node 20 tries for ever.
async function makeFolder(folder: string): Promise<void> {
  const parent = path.dirname(folder)
  try {
    await mkdir(folder)
  } catch (fault) {
    const code = errorCodeOf(fault)
    if (code === 'EEXIST') return requireFolder(folder)
    if (code !== 'ENOENT' || parent === folder) throw fault
    await makeFolder(parent)
    await mkdir(folder).catch(async (again: unknown) => {
      if (errorCodeOf(again) !== 'EEXIST') throw again
      await requireFolder(folder)
    })
  }
}

async function requireFolder(folder: string): Promise<void> {
  if (!(await stat(folder)).isDirectory()) throw new Error(`${folder} is a file, not a folder`)
}

/** Throws one line that names the directory and why it cannot be used. */
export async function makeDataDirectory(dataDir: string): Promise<void> {
  try {
    await makeFolder(path.resolve(dataDir))
    await access(dataDir, constants.W_OK)
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new Error(`The data directory ${dataDir} cannot be used: ${reason}. Set DATA_DIR to another.`, {
      cause,
    })
  }
}
