import type { IssuedSettings } from './issued.ts'

export { type FileConfig, fileLayer } from './file-layer.ts'
export { createInForce, type ResolvedInForce } from './in-force.ts'
export type { IssuedSettings } from './issued.ts'

/** What other rooms may ask of settings. */
export interface SettingsRoom {
  /** What a terminal is to run. */
  readonly issued: IssuedSettings
}
