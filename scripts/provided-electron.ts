import { spawnSync } from 'node:child_process'
import { cpSync, lstatSync, readFileSync } from 'node:fs'
import { basename, join, relative, sep } from 'node:path'

/** The station, and the page that is built for today's Chromium, need an Electron whose Node is this one or a later one. */
const NODE_WANTED = 24

export interface ProvidedElectron {
  readonly folder: string
  readonly version: string
  /** Its Node is too old for the station and its Chromium for the page: good for trials of the packing, never to be shipped. */
  readonly isOld: boolean
}

/** The Electron that ELECTRON_OVERRIDE_DIST_PATH names, asked for its versions; null where none is named. Throws when it does not run. */
export function providedElectron(): ProvidedElectron | null {
  const folder = process.env.ELECTRON_OVERRIDE_DIST_PATH
  if (!folder) return null
  const asked = spawnSync(join(folder, 'electron'), ['-p', 'process.versions.node'], {
    encoding: 'utf8',
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
  })
  const node = Number.parseInt(asked.stdout, 10)
  if (asked.status !== 0 || Number.isNaN(node)) throw new Error(`there is no Electron that runs in ${folder}`)
  return { folder, version: readFileSync(join(folder, 'version'), 'utf8').trim(), isOld: node < NODE_WANTED }
}

/** Copies an Electron as its makers ship it, without an app that lies in it and without what another program's packing left there. */
export function copyElectron({ folder }: ProvidedElectron, target: string): void {
  cpSync(folder, target, {
    recursive: true,
    filter: path => {
      const parts = relative(folder, path).split(sep)
      if (parts[0] === 'resources' && parts.length > 1) return false
      return (
        parts[0] !== 'usr' &&
        !/^(?:AppRun|\.DirIcon|.*\.desktop)$/.test(basename(path)) &&
        !lstatSync(path).isSymbolicLink()
      )
    },
  })
}
