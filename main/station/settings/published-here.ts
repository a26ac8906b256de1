import type { PagePrinter } from '../../../src/contract/devices.ts'
import type { TerminalSettings } from '../../../src/contract/terminals-api.ts'
import type { Delays } from '../../../src/session/delays.ts'
import type { SessionEvent } from '../../../src/session/event.ts'
import { delaysWith, setHereAt, withPublished } from '../../../src/settings/for-station.ts'
import type { SettingsKeeper } from './settings-keeper.ts'
import { createTraysHere, type TraysHere } from './trays-here.ts'

type ReadinessChanged = Extract<SessionEvent, { kind: 'readiness-changed' }>

export interface PublishedHere {
  /** What the server says of the terminal, with what was published in its place. */
  over(settings: TerminalSettings): TerminalSettings
  /** What a visit is told of it now, by the clock on the wall of the house. */
  set(settings: TerminalSettings): Pick<ReadinessChanged, 'set'>
  /** Looks at which version the server names, and fetches it where it is another. */
  consider(settings: TerminalSettings): Promise<void>
  /** Runs what was fetched, where nobody stands before the machine. Whether something else runs from now on. */
  apply(isFree: boolean): boolean
  version(): number | null
  /** From which tray the kinds take their paper. */
  readonly trays: TraysHere
}

/** The published settings as the visits of a station see them; without a keeper nothing is published here. */
export function publishedHere(
  keeper: SettingsKeeper | null,
  clock: { now(): number },
  own: Delays,
  printer: Pick<PagePrinter, 'tray'>,
): PublishedHere {
  return {
    over: settings => {
      const running = keeper?.running()
      return running ? withPublished(settings, running.settings) : settings
    },
    consider: async ({ published }) => keeper?.consider(published),
    apply: isFree => isFree && keeper?.apply() === true,
    trays: createTraysHere(() => keeper?.running()?.settings.paper.trays ?? [], printer),
    version: () => keeper?.running()?.mark.version ?? null,
    set: ({ timeZone }) => {
      const running = keeper?.running()
      if (!running) return {}
      const { settings } = running
      return { set: { here: setHereAt(settings, clock.now(), timeZone), delays: delaysWith(own, settings.delays) } }
    },
  }
}
