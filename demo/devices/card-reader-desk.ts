import { startCardReaderSim } from '../../native/sim/card-reader.ts'
import type { DockAnswer, DockState } from '../../renderer/dev-dock/dock-contract.ts'
import { onOwnPort } from '../own-port.ts'
import { type Desk, DONE, notDone } from './desk.ts'
import type { DevicesConfig } from './devices-config.ts'

type State = NonNullable<DockState['cardReader']>

/** A card that rests is sent again at this pace by common readers. */
const REST_EVERY_MS = 300
/** A spark on the line: bytes that no profile takes for a number, and an end of line. */
const NOISE = Uint8Array.of(0x00, 0xff, 0x7f, 0x5a, 0x80, 0x0d, 0x0a)

/** Plays the campus-card reader. `changed` is called after every change. */
export async function openCardReaderDesk(
  { port, profile }: NonNullable<DevicesConfig['cardReader']>,
  changed: () => void,
): Promise<Desk<'cardReader'>> {
  const reader = await onOwnPort('the campus-card reader', port, own => startCardReaderSim({ port: own, profile }))
  let plugged = true
  let last: State['last'] = null

  const sending = async (what: string, send: () => Promise<boolean>): Promise<DockAnswer> => {
    if (!plugged) return notDone('the reader is unplugged')
    let heard: boolean
    try {
      heard = await send()
    } catch (error) {
      return notDone(error instanceof Error ? error.message : String(error))
    }
    last = { what, heard }
    changed()
    return heard ? DONE : notDone('no kiosk is connected to the reader')
  }
  const plug = async (on: boolean): Promise<DockAnswer> => {
    await (on ? reader.plug() : reader.unplug())
    plugged = on
    changed()
    return DONE
  }

  return {
    port: reader.port,
    state: () => ({ port: reader.port, plugged, last }),
    handlers: {
      '/tap': ({ uid }) => sending(uid, () => reader.tap(uid)),
      '/rest': ({ uid, times }) =>
        sending(`${uid} × ${times}`, async () => {
          const heard = await reader.tap(uid)
          // The card lies there for seconds; whoever laid it need not stand by.
          if (heard) void reader.rest(uid, times - 1, REST_EVERY_MS)
          return heard
        }),
      '/torn': ({ uid }) => sending(`${uid.slice(0, uid.length / 2)}…`, () => reader.torn(uid)),
      '/noise': () => sending('noise', () => reader.noise(NOISE)),
      '/unplug': () => plug(false),
      '/plug': () => plug(true),
    },
    close: () => reader.close(),
  }
}
