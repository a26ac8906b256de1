import { join } from 'node:path'
import { buildPages, WEB_PAGES } from './web-pages.ts'

/**
 * npm run build: the screens whose sources have changed, the Electron shell, and the kiosk's programs as single files, all below
 * dist/. With --screens only the screens. A process of its own, for the bundler changes the environment of its process.
 */
await buildPages(WEB_PAGES, name => console.error(`Building ${name}.`))
if (!process.argv.includes('--screens')) {
  const dist = join(import.meta.dirname, '..', 'dist')
  const { buildPrograms } = await import('../main/build-programs.ts')
  const { buildShell } = await import('../main/electron/build.ts')
  console.error('Building the shell and the station.')
  await Promise.all([buildPrograms({ outDir: dist }), buildShell({ outDir: join(dist, 'electron'), e2e: false })])
}
