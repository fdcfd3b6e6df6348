// Runs a main of ours as it is, in a process that ends with the bench. Named by the first argument.
import { pathToFileURL } from 'node:url'

process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'))
await import(pathToFileURL(process.argv[2] ?? '').href)
