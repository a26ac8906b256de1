import type { Port } from '../port.ts'
import { type PortEnd, portEnd } from './port-end.ts'

type Parcel =
  | { readonly kind: 'channel-open'; readonly channel: number }
  | { readonly kind: 'channel-message'; readonly channel: number; readonly message: unknown }
  | { readonly kind: 'channel-close'; readonly channel: number }

/** More than a kiosk ever has; a runaway reconnect must not fill the memory. */
const MAX_CHANNELS = 64

function isParcel(message: unknown): message is Parcel {
  return (
    typeof message === 'object' &&
    message !== null &&
    'channel' in message &&
    Number.isSafeInteger(message.channel) &&
    'kind' in message &&
    (message.kind === 'channel-open' || message.kind === 'channel-message' || message.kind === 'channel-close')
  )
}

/** Many ports over one. Other messages may travel on `port` beside the channels; they are left alone. */
function channelsOver(port: Port) {
  const ends = new Map<number, PortEnd>()
  const add = (channel: number): Port => {
    const post = (parcel: Parcel) => port.post(parcel)
    const end = portEnd({
      send: message => post({ kind: 'channel-message', channel, message }),
      end: () => {
        ends.delete(channel)
        post({ kind: 'channel-close', channel })
      },
    })
    ends.set(channel, end)
    return end.port
  }
  port.onClose(() => {
    for (const end of [...ends.values()]) end.lost()
    ends.clear()
  })
  const receive = (parcel: Parcel) => {
    const end = ends.get(parcel.channel)
    if (parcel.kind === 'channel-message') end?.receive(parcel.message)
    if (parcel.kind !== 'channel-close') return
    ends.delete(parcel.channel)
    end?.lost()
  }
  return { ends, add, receive }
}

/** The side that opens channels: each call gives the near end of a new one. */
export function dialChannels(port: Port): { open(): Port } {
  const channels = channelsOver(port)
  let next = 1
  port.onMessage(message => {
    if (isParcel(message)) channels.receive(message)
  })
  return {
    open: () => {
      const channel = next++
      port.post({ kind: 'channel-open', channel })
      return channels.add(channel)
    },
  }
}

/** The side that is called: `onPort` gets the end of each channel that the other side opens. */
export function acceptChannels(port: Port, onPort: (port: Port) => void): void {
  const channels = channelsOver(port)
  port.onMessage(message => {
    if (!isParcel(message)) return
    if (message.kind !== 'channel-open') return channels.receive(message)
    if (channels.ends.has(message.channel)) return
    if (channels.ends.size >= MAX_CHANNELS) return port.post({ kind: 'channel-close', channel: message.channel })
    onPort(channels.add(message.channel))
  })
}
