import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { readFuses } from '../main/electron/fuses.ts'
import type { PackageParts } from './package-parts.ts'
import { copyElectron, type ProvidedElectron } from './provided-electron.ts'

export interface BuilderPlaces {
  readonly root: string
  readonly stage: string
  readonly output: string
  readonly parts: PackageParts
  readonly electron: ProvidedElectron | null
}

/** Fuses that Electron 22 does not have: to name them there is an error of the packing. */
const LATER_FUSES = { grantFileProtocolExtraPrivileges: false }

/** Writes what electron-builder.yml can't know, where the parts lie and which Electron it is, and returns the file. */
export function writeBuilderConfig({ root, stage, output, parts, electron }: BuilderPlaces): string {
  const file = join(stage, 'electron-builder.json')
  const config = {
    extends: join(root, 'electron-builder.yml'),
    directories: { app: parts.app, output },
    extraResources: Object.entries(parts.beside).map(([to, from]) => ({ from, to, filter: ['**/*'] })),
    ...(electron ? providedSettings(electron, join(stage, 'electron')) : pinnedSettings(root)),
  }
  writeFileSync(file, `${JSON.stringify(config, null, 2)}\n`)
  return file
}

function providedSettings(electron: ProvidedElectron, electronDist: string) {
  copyElectron(electron, electronDist)
  const fuses = readFuses(readFileSync(join(electronDist, 'electron')))
  return {
    electronDist,
    electronVersion: electron.version,
    electronFuses: fuses.has('GrantFileProtocolExtraPrivileges') ? LATER_FUSES : {},
  }
}

function pinnedSettings(root: string) {
  const { devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    devDependencies: { electron: string }
  }
  return { electronVersion: devDependencies.electron, electronFuses: LATER_FUSES }
}
