// `npm run check-backend -- <url>`: says where a running backend differs from the contract, and changes nothing on it.
import { run } from './run.js'

process.exitCode = await run({
  args: process.argv.slice(2),
  env: process.env,
  fetch,
  print: (line) => void process.stdout.write(`${line}\n`),
})
