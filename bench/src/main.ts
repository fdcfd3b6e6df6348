// `npm run bench`: starts everything, compares the answers, measures in turn, prints tables, ends what it started.
import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { readArguments } from './arguments.js'
import { startProcess, stopAll } from './children.js'
import { checkAnswers } from './measure/check.js'
import { measureAll } from './measure/run.js'
import { type OpenWorld, openWorld } from './open-world.js'
import { toRows, toTables } from './report.js'
import { startLimit, startOverSubgraphs, startPlainSubgraphs } from './targets/others.js'
import { startOurs, startOursOverHttp } from './targets/ours.js'
import type { Target } from './targets/target.js'

// npm changes the folder; a path is meant from where the person stands.
const BASE = process.env.INIT_CWD ?? process.cwd()

const say = (line: string): void =>
  console.log(`${(performance.now() / 1000).toFixed(0).padStart(4)} s  ${line}`)

async function startTargets({ world, folder, tokens }: OpenWorld): Promise<readonly Target[]> {
  const subgraphs = await startPlainSubgraphs(world)
  const hive = startOverSubgraphs('hive-gateway', subgraphs).catch((fault: Error) => {
    say(`hive-gateway is left out, since it does not start here: ${fault.message}`)
    return null
  })
  const targets = [
    await startOurs(world, path.join(folder, 'ours'), tokens),
    await startOursOverHttp(world, tokens),
    await startOverSubgraphs('stock-apollo', subgraphs),
    await hive,
    await startLimit(world),
  ]
  return targets.filter((target) => target !== null)
}

async function run(opened: OpenWorld): Promise<void> {
  const { plan, json } = readArguments(process.argv.slice(2))
  const targets = await startTargets(opened)
  say(`started ${targets.map(({ name }) => name).join(', ')}`)
  for (const target of targets) {
    say(`${target.name}: ${await checkAnswers(target, plan.checkedCallers)} answers are right`)
  }
  const load = await startProcess('load', {})
  const all = await measureAll({ ...opened, load }, targets, plan, say)
  if (json !== null) {
    await writeFile(path.resolve(BASE, json), `${JSON.stringify(toRows(all), null, 2)}\n`)
  }
  console.log(`\n${toTables(all)}`)
}

async function start(): Promise<void> {
  readArguments(process.argv.slice(2))
  const opened = await openWorld()
  try {
    await run(opened)
  } finally {
    await stopAll()
    await opened.close()
  }
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  // The processes end, the measure fails for want of them, and everything is closed in its order.
  process.once(signal, () => void stopAll())
}

start().then(
  () => process.exit(0),
  (fault: unknown) => {
    console.error(fault instanceof Error ? fault.message : String(fault))
    process.exit(1)
  },
)
