// Runs one subgraph's own main.ts as a child of standalone. Named by the first argument.
import { pathToFileURL } from 'node:url'

// A parent that was killed cannot stop us, so we stop with it.
process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'))

const main = process.argv[2]
if (main === undefined) throw new Error('name the file to run')
await import(pathToFileURL(main).href)
