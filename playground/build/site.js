// How the page is bundled: everything from npm, nothing from elsewhere.
import { build } from 'vite'

const FONT_FACE = /@font-face\s*\{[^}]*\}/g
const withoutTextFonts = (css) => css.replaceAll(FONT_FACE, (face) => (face.includes('codicon') ? face : ''))

/** GraphiQL brings 400 kB of fonts inside its style sheet. The page uses the system's; only the editor's icons stay. */
const systemFonts = {
  name: 'system-fonts',
  enforce: 'post',
  generateBundle(_options, bundle) {
    for (const file of Object.values(bundle)) {
      if (file.fileName.endsWith('.css')) file.source = withoutTextFonts(String(file.source))
    }
  },
}

/** Bundles the page at `root` (its scripts compiled already) into `outDir`. */
export async function buildSite(root, outDir) {
  await build({
    root,
    base: './',
    configFile: false,
    envDir: false,
    publicDir: false,
    logLevel: 'error',
    plugins: [systemFonts],
    worker: { format: 'es' },
    build: {
      outDir,
      emptyOutDir: true,
      target: 'es2022',
      modulePreload: { polyfill: false },
      reportCompressedSize: false,
      chunkSizeWarningLimit: 10_000,
    },
  })
}
