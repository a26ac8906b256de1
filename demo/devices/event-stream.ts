import type { ServerResponse } from 'node:http'
import type { Clock } from '../../src/clock.ts'
import type { Devices } from './devices.ts'

/** Changes of one moment travel together. */
const GATHER_MS = 40
/** How often the payment gateway is looked at while somebody watches. */
const REFRESH_EVERY_MS = 1_000
const WATCHERS_MAX = 20

/** Server-sent events: the whole state at once and after each change. */
export interface EventStream {
  /** Takes over the response. False when too many watch already. */
  watch(response: ServerResponse): boolean
  close(): void
}

export function createEventStream(devices: Devices, clock: Clock): EventStream {
  const watchers = new Set<ServerResponse>()
  let callOffSend: (() => void) | null = null
  let callOffRefresh: (() => void) | null = null

  const event = () => `data: ${JSON.stringify(devices.state())}\n\n`
  const stopListening = devices.onChange(() => {
    if (watchers.size === 0) return
    callOffSend ??= clock.after(GATHER_MS, () => {
      callOffSend = null
      const text = event()
      for (const watcher of watchers) watcher.write(text)
    })
  })
  const keepRefreshing = () => {
    if (callOffRefresh || watchers.size === 0) return
    callOffRefresh = clock.after(REFRESH_EVERY_MS, () => {
      void devices.refresh().finally(() => {
        callOffRefresh = null
        keepRefreshing()
      })
    })
  }

  return {
    watch: response => {
      if (watchers.size >= WATCHERS_MAX) return false
      response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' })
      response.write(event())
      watchers.add(response)
      response.once('close', () => watchers.delete(response))
      void devices.refresh()
      keepRefreshing()
      return true
    },
    close: () => {
      stopListening()
      callOffSend?.()
      callOffRefresh?.()
      for (const watcher of watchers) watcher.end()
      watchers.clear()
    },
  }
}
