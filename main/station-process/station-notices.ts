import { stationNoticeSchema } from '../../src/contract/station-process.ts'

export interface StationNotices {
  /** Takes a message from the station; what is no notice is left alone. */
  receive(message: unknown): void
  onAlive(listener: () => void): void
  onReady(listener: () => void): void
}

/** Sorts what a station says about itself. Every notice is a sign of life. */
export function stationNotices(onFatal: (detail: string) => void): StationNotices {
  const alive = new Set<() => void>()
  const ready = new Set<() => void>()
  return {
    receive: message => {
      const notice = stationNoticeSchema.safeParse(message)
      if (!notice.success) return
      for (const listener of alive) listener()
      if (notice.data.kind === 'ready') for (const listener of ready) listener()
      if (notice.data.kind === 'fatal') onFatal(notice.data.detail)
    },
    onAlive: listener => alive.add(listener),
    onReady: listener => ready.add(listener),
  }
}
