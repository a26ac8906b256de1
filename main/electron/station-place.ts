import { join } from 'node:path'

export interface StationPlace {
  /** The station's bundle. */
  readonly entry: string
  /** A Node that was packed beside it, for an Electron whose own is too old; null: Electron's own. */
  readonly node: string | null
}

/** Where the station of a packed release lies, given Electron's folder of resources. */
export function packedStation(resources: string, exists: (path: string) => boolean): StationPlace {
  const node = join(resources, 'node', process.platform === 'win32' ? 'node.exe' : 'node')
  return { entry: join(resources, 'station', 'station.mjs'), node: exists(node) ? node : null }
}
