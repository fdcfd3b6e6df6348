// `npm run build` runs this after the compiler: bundles the page into dist/site, or sees that it is as it should be.
import { existsSync, readFileSync } from 'node:fs'
import { rename, rm, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { fingerprint } from './fingerprint.js'

const root = fileURLToPath(new URL('..', import.meta.url))
const site = `${root}dist/site`
const stamp = `${root}dist/site.stamp`

const isBuilt = (wanted) =>
  existsSync(`${site}/index.html`) && existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted

async function buildInto(folder) {
  // Loaded only now: the bundler alone takes longer than seeing that nothing is to be done.
  const { buildSite } = await import('./site.js')
  const { compressAll } = await import('./compress.js')
  await buildSite(root, folder)
  return compressAll(folder)
}

const sumOf = (sizes, kind) => (sizes.reduce((sum, size) => sum + size[kind], 0) / 1e6).toFixed(2)

const wanted = fingerprint(root)
if (!isBuilt(wanted)) {
  // Beside the old one, which is served until the new one is whole; two builds at once do not meet.
  const fresh = `${root}dist/site-${process.pid}`
  const began = performance.now()
  try {
    const sizes = await buildInto(fresh)
    await rm(site, { recursive: true, force: true })
    await rename(fresh, site)
    await writeFile(stamp, wanted)
    const seconds = ((performance.now() - began) / 1000).toFixed(1)
    console.log(
      `Playground built in ${seconds} s: ${sumOf(sizes, 'raw')} MB, brotli ${sumOf(sizes, 'br')} MB, gzip ${sumOf(sizes, 'gz')} MB`,
    )
  } finally {
    await rm(fresh, { recursive: true, force: true })
  }
}
