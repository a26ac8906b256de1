import type { Manners } from './manners.ts'
import type { EngineState } from './printer-engine.ts'

/**
 * A moment (monotonic) as the printer writes it: whole seconds, with 1 at power-on (RFC 8011 section 5.4.29). What was before the
 * last power-on comes out as 0 or less (section 5.3.14).
 */
export function upTimeOf(atMs: number, { poweredMs }: EngineState, { upTime }: Manners): number {
  const originMs = upTime === 'never-resets' ? 0 : poweredMs
  return Math.floor((atMs - originMs) / 1000) + 1
}
