import { openTcp } from '../../native/transport/tcp.ts'
import type { Device } from '../../src/contract/devices.ts'

/** The kiosk's own drivers, connected to a test desk: for tests. */
export interface TestDrivers {
  /** Opens a driver; resolves when its device is well. */
  ready<D extends Device>(device: D): Promise<D>
  /** Closes all that were opened since the last time. */
  close(): Promise<void>
}

export function testDrivers(): TestDrivers {
  const opened: Device[] = []
  return {
    ready: async device => {
      opened.push(device)
      device.open()
      await faultIs(device, null)
      return device
    },
    close: async () => {
      await Promise.all(opened.splice(0).map(device => device.close()))
    },
  }
}

/** Where a driver finds the device that listens on a port of this machine. */
export function at(port: number | null): ReturnType<typeof openTcp> {
  return openTcp({ host: '127.0.0.1', port: port! })
}

/** Resolves when the device's fault has this code; null for a device that is well. */
export function faultIs(device: Device, code: string | null): Promise<void> {
  return new Promise(resolve => {
    const fits = () => (device.fault()?.code ?? null) === code
    if (fits()) return resolve()
    const stop = device.onFault(() => {
      if (!fits()) return
      stop()
      resolve()
    })
  })
}

/** The next event of a reader that is a wanted one. */
export function next<E>(
  reader: { onEvent(listener: (event: E) => void): () => void },
  wanted: (event: E) => boolean,
): Promise<E> {
  return new Promise(resolve => {
    const stop = reader.onEvent(event => {
      if (!wanted(event)) return
      stop()
      resolve(event)
    })
  })
}
