import { chmodSync, cpSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { buildPrograms, LEFT_OUTSIDE } from '../main/build-programs.ts'
import { buildShell } from '../main/electron/build.ts'
import { buildRenderer } from '../renderer/build.ts'
import { packModules } from './packed-modules.ts'

export interface PackageParts {
  /** What goes into the archive. */
  readonly app: string
  /** What lies beside the archive, by its name there. */
  readonly beside: Readonly<Record<string, string>>
}

/** Builds everything that a release of the shell holds into `stage`. For an old Electron: a page that it reads, and a Node for the station. */
export async function buildPackageParts(root: string, stage: string, isOld: boolean): Promise<PackageParts> {
  const app = join(stage, 'app')
  const station = join(stage, 'station')
  await buildRenderer({ outDir: join(app, 'renderer', 'kiosk'), oldChromium: isOld })
  await Promise.all([
    buildShell({ outDir: join(app, 'electron'), e2e: false }),
    buildPrograms({ outDir: station, programs: ['station'] }),
  ])
  writeJson(join(app, 'package.json'), {
    name: 'yinzheng',
    productName: 'Yinzheng',
    version: '0.1.0',
    author: 'Yinzheng',
    description: 'The kiosk',
    main: 'electron/main.cjs',
  })
  packModules(root, LEFT_OUTSIDE, station)
  writeJson(join(station, 'package.json'), { name: 'yinzheng-station', private: true, type: 'module' })
  // On its own: a folder of this name is left out wherever it lies in what is packed.
  const modules = 'station/node_modules'
  const beside = { station, [modules]: join(stage, modules) }
  if (!isOld) return { app, beside }
  const node = join(stage, 'node')
  mkdirSync(node, { recursive: true })
  cpSync(process.execPath, join(node, process.platform === 'win32' ? 'node.exe' : 'node'))
  return { app, beside: { ...beside, node } }
}

function writeJson(file: string, value: unknown) {
  writeFileSync(file, `${JSON.stringify(value, null, 2)}\n`)
}

/** A kiosk runs as another user than the one who packed or installed it: everyone may read, whatever the umask was, and nobody else write. */
export function readableByAll(folder: string): void {
  for (const entry of [
    folder,
    ...readdirSync(folder, { recursive: true }).map(name => join(folder, name.toString())),
  ]) {
    const { mode } = statSync(entry)
    chmodSync(entry, mode & 0o100 ? 0o755 : 0o644)
  }
}
