import type { readDrift } from './drift.ts'
import type { IssuedSettings } from './issued.ts'

/** Which terminals run something else than what was published for them. */
export type ReadDrift = typeof readDrift

export { type Drifted, readDrift } from './drift.ts'
export { type FileConfig, fileLayer } from './file-layer.ts'
export { createInForce, type ResolvedInForce } from './in-force.ts'
export type { IssuedSettings } from './issued.ts'
export { type Moving, movingTo } from './moving.ts'
export { sayChanges } from './say-changes.ts'

/** What other rooms may ask of settings. */
export interface SettingsRoom {
  /** What a terminal is to run. */
  readonly issued: IssuedSettings
}
