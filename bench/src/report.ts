// What is written of a measure: rows for programs, tables for people.
import type { Measured } from './measure/run.js'
import type { Slice } from './measure/slice.js'
import { round, type Spread, spreadOf } from './measure/statistics.js'
import type { TargetName } from './targets/target.js'

type Figure = keyof Slice

const spread = ({ slices }: Measured, figure: Figure): Spread =>
  spreadOf(slices.map((slice) => slice[figure]))

const median = (measured: Measured, figure: Figure): number => round(spread(measured, figure).median)

/** One row for each operation, target and pace: medians over the slices. */
export const toRows = (all: readonly Measured[]) =>
  all.map((measured) => ({
    operation: measured.operation,
    target: measured.target,
    backendMs: measured.backendMs,
    rps: median(measured, 'rps'),
    cpuMsPerRequest: median(measured, 'cpuMsPerRequest'),
    p50Ms: median(measured, 'p50Ms'),
    p99Ms: median(measured, 'p99Ms'),
    restCalls: median(measured, 'restCalls'),
    rssMb: Math.round(spread(measured, 'rssMb').median),
  }))

const range = ({ median: middle, min, max }: Spread): string =>
  `${round(middle)} (${round(min)}–${round(max)})`

const toTable = (head: readonly string[], lines: readonly (readonly (string | number)[])[]): string =>
  [head, head.map(() => '---'), ...lines].map((cells) => `| ${cells.join(' | ')} |`).join('\n')

const figures = (all: readonly Measured[]): string =>
  toTable(
    [
      'operation',
      'target',
      'requests/s',
      'CPU ms a request',
      'p50 ms',
      'p99 ms',
      'REST calls a request',
      'RSS MB',
    ],
    all.map((one) => [
      one.operation,
      one.target,
      range(spread(one, 'rps')),
      range(spread(one, 'cpuMsPerRequest')),
      range(spread(one, 'p50Ms')),
      range(spread(one, 'p99Ms')),
      median(one, 'restCalls'),
      Math.round(spread(one, 'rssMb').median),
    ]),
  )

const short = (value: number): string => value.toPrecision(2)

/** Of the medians; the spread is that of the ratios within each round. */
function ratio(one: Measured, to: Measured | undefined, figure: Figure): string {
  if (to === undefined) return '–'
  const within = one.slices.map((slice, index) => slice[figure] / (to.slices[index]?.[figure] ?? Number.NaN))
  const { min, max } = spreadOf(within)
  return `${short(spread(one, figure).median / spread(to, figure).median)} (${short(min)}–${short(max)})`
}

function ratios(all: readonly Measured[]): string {
  const beside = (one: Measured, target: TargetName) =>
    all.find((other) => other.operation === one.operation && other.target === target)
  const lines = all
    .filter(({ target }) => target === 'ours' || target === 'ours-http')
    .map((one) => [
      one.operation,
      one.target,
      ratio(one, beside(one, 'stock-apollo'), 'rps'),
      ratio(one, beside(one, 'hive-gateway'), 'rps'),
      ratio(one, beside(one, 'limit'), 'rps'),
      ratio(one, beside(one, 'stock-apollo'), 'cpuMsPerRequest'),
      ratio(one, beside(one, 'hive-gateway'), 'cpuMsPerRequest'),
      ratio(one, beside(one, 'limit'), 'cpuMsPerRequest'),
    ])
  const head = ['operation', 'target', 'rate: stock = 1', 'Hive = 1', 'limit = 1']
  return toTable([...head, 'CPU: stock = 1', 'Hive = 1', 'limit = 1'], lines)
}

/** Markdown: two tables for each pace of the backend. */
export function toTables(all: readonly Measured[]): string {
  const paces = [...new Set(all.map(({ backendMs }) => backendMs))]
  return paces
    .map((pace) => {
      const title = pace === 0 ? 'A backend that answers at once' : 'A backend with the measured latencies'
      const those = all.filter(({ backendMs }) => backendMs === pace)
      return [`### ${title}`, ratios(those), figures(those)].join('\n\n')
    })
    .join('\n\n')
}
