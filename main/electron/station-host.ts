import type { MessagePortMain } from 'electron'
import type { Clock } from '../../src/clock.ts'
import type { SupervisedChild } from '../supervisor/supervised-child.ts'
import { type SupervisorEvent, superviseChild } from '../supervisor/supervisor.ts'

/** A running station, whatever kind of process it is. */
export interface StationForPages extends SupervisedChild {
  /** Joins a page to the station by the other end of the page's port. */
  attachPage(port: MessagePortMain): void
}

export interface StationHost {
  start(): void
  /** Calls `attach` with the station now, or as soon as there is one. The newest page takes the place of one that waits. */
  whenUp(attach: (station: StationForPages) => void): void
  stop(): Promise<void>
}

/** Keeps a station running for the pages of this shell. */
export function hostStation(
  spawn: () => StationForPages,
  clock: Clock,
  onEvent: (event: SupervisorEvent<StationForPages>) => void,
): StationHost {
  let station: StationForPages | null = null
  let waiting: ((station: StationForPages) => void) | null = null
  const supervisor = superviseChild<StationForPages>({
    spawn,
    clock,
    onEvent: event => {
      station = event.kind === 'up' ? event.child : null
      if (station && waiting) {
        const attach = waiting
        waiting = null
        attach(station)
      }
      onEvent(event)
    },
  })
  return {
    start: supervisor.start,
    whenUp: attach => {
      if (station) attach(station)
      else waiting = attach
    },
    stop: supervisor.stop,
  }
}
