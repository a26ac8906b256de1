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
  /**
   * Calls `attach` with the station now, or as soon as there is one, and again with each station that takes its place: the
   * page of an old Electron does not hear that the other end of its port has died. The newest page takes the place of others.
   */
  eachTime(attach: (station: StationForPages) => void): void
  stop(): Promise<void>
}

/** Keeps a station running for the pages of this shell. */
export function hostStation(
  spawn: () => StationForPages,
  clock: Clock,
  onEvent: (event: SupervisorEvent<StationForPages>) => void,
): StationHost {
  let station: StationForPages | null = null
  let newest: ((station: StationForPages) => void) | null = null
  const supervisor = superviseChild<StationForPages>({
    spawn,
    clock,
    onEvent: event => {
      station = event.kind === 'up' ? event.child : null
      if (station) newest?.(station)
      onEvent(event)
    },
  })
  return {
    start: supervisor.start,
    eachTime: attach => {
      newest = attach
      if (station) attach(station)
    },
    stop: supervisor.stop,
  }
}
