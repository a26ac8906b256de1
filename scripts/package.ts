import { spawnSync } from 'node:child_process'
import { globSync, readFileSync, rmSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { FUSES, readFuses, wrongFuses } from '../main/electron/fuses.ts'
import { writeBuilderConfig } from './builder-config.ts'
import { buildPackageParts, readableByAll } from './package-parts.ts'
import { providedElectron } from './provided-electron.ts'

/**
 * npm run package -- --linux dir: the kiosk under Electron as a folder that can be copied to a machine, in dist/release. What stands
 * behind `--` is electron-builder's own. The Electron is the one in the folder that ELECTRON_OVERRIDE_DIST_PATH names, and then
 * nothing is fetched; without it electron-builder fetches the pinned one. --output FOLDER puts the release elsewhere.
 */
const root = dirname(import.meta.dirname)
const tell = (text: string): void => console.error(text)

const words = process.argv.slice(2)
const at = words.indexOf('--output')
const output = resolve(at < 0 ? join(root, 'dist', 'release') : (words[at + 1] ?? ''))
const forBuilder = at < 0 ? words : words.toSpliced(at, 2)
const stage = join(output, 'parts')

const electron = providedElectron()
if (electron) tell(`Electron ${electron.version} from ${electron.folder}.`)
if (electron?.isOld) tell('It is too old to be shipped: the station gets a Node of its own. For trials alone.')
tell('Building the page, the shell and the station.')
rmSync(output, { recursive: true, force: true })
const parts = await buildPackageParts(root, stage, electron?.isOld ?? false)

tell('Packing.')
const builder = join(root, 'node_modules', 'electron-builder', 'cli.js')
const config = writeBuilderConfig({ root, stage, output, parts, electron })
const packed = spawnSync(process.execPath, [builder, ...forBuilder, '--config', config, '--publish', 'never'], {
  cwd: root,
  stdio: ['ignore', 2, 2],
})
rmSync(stage, { recursive: true })
if (packed.status !== 0) {
  if (!electron)
    tell('Without a way to the makers of Electron, name a folder that holds one: ELECTRON_OVERRIDE_DIST_PATH=FOLDER')
  process.exit(1)
}
for (const release of globSync(join(output, '*-unpacked'))) {
  if (process.platform !== 'win32') readableByAll(release)
  const program = globSync(join(release, 'yinzheng{,.exe}'))[0]!
  const fuses = readFuses(readFileSync(program))
  const wrong = wrongFuses(fuses)
  if (wrong.length > 0) {
    tell(`These fuses of ${program} are not as a release has them: ${wrong.join(', ')}`)
    process.exit(1)
  }
  tell(
    `${release}, its ${fuses.size} fuses as they must be${fuses.size < FUSES.length ? ', fewer than a newer Electron has' : ''}.`,
  )
}
