import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { createLog } from '@ticketing/service-kit'
import { createLogLines } from '../testing/log-lines.js'
import { followFile } from './follow-file.js'

const SERVED = 'the changed supergraph is served'
const REFUSED = 'the changed supergraph is not served: the old one still is'

let folder: string
let undo: (() => Promise<void>)[]
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'supergraph-'))
  undo = [() => rm(folder, { recursive: true })]
})
afterEach(async () => {
  for (const one of undo.reverse()) await one()
})

/** Texts in the order in which they were offered, and what becomes of them. */
async function follow(served: string, now = served) {
  const file = path.join(folder, 'supergraph.graphql')
  await writeFile(file, now)
  const offered: string[] = []
  const logged = createLogLines()
  const stop = followFile({
    path: file,
    served,
    log: createLog({ name: 'test', level: 'info', destination: { write: logged.add } }),
    async replace(text) {
      offered.push(text)
      if (text.includes('broken')) throw new Error('it is broken')
    },
  })
  undo.push(stop)
  return { file, offered, served: () => logged.until(SERVED), refused: () => logged.until(REFUSED) }
}

describe('followFile', () => {
  it('offers a text that was written in place, and one that was renamed over', async () => {
    const { file, offered, served } = await follow('first')
    await writeFile(file, 'second')
    await served()
    await writeFile(`${file}.new`, 'third')
    await rename(`${file}.new`, file)
    await served()
    expect(offered).toEqual(['second', 'third'])
  })

  it('offers what changed between reading and following', async () => {
    const { offered, served } = await follow('first', 'second')
    await served()
    expect(offered).toEqual(['second'])
  })

  it('says why a text is not served, or that the file is gone, and goes on following', async () => {
    const { file, offered, served, refused } = await follow('first')
    await writeFile(file, 'broken')
    expect((await refused()).reason).toBe('it is broken')
    await rm(file)
    expect((await refused()).reason).toContain('ENOENT')
    await writeFile(file, 'fixed')
    await served()
    expect(offered).toEqual(['broken', 'fixed'])
  })
})
