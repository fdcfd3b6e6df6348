import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** Keeps made files in a folder, so that each is made once. */
export interface FileStore {
  readonly folder: string
  /** Gives the file, making it when it is not there yet. `path` is relative and chosen by us, never by a client. */
  take(path: readonly string[], make: () => Promise<Buffer>): Promise<Buffer>
  write(path: readonly string[], bytes: Buffer): Promise<void>
}

const isMissing = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && error.code === 'ENOENT'

/** `uniqueName` names the draft of a file, so that nobody reads half of one. */
export const createFileStore = (folder: string, uniqueName: () => string): FileStore => {
  const write = async (path: readonly string[], bytes: Buffer): Promise<void> => {
    const target = join(folder, ...path)
    const draft = `${target}.${uniqueName()}.draft`
    await mkdir(join(folder, ...path.slice(0, -1)), { recursive: true })
    await writeFile(draft, bytes)
    await rename(draft, target)
  }
  const take = async (path: readonly string[], make: () => Promise<Buffer>): Promise<Buffer> => {
    try {
      return await readFile(join(folder, ...path))
    } catch (error) {
      if (!isMissing(error)) throw error
    }
    const bytes = await make()
    await write(path, bytes)
    return bytes
  }
  return { folder, take, write }
}
