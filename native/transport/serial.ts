import { stat } from 'node:fs/promises'
import type { SerialPort } from 'serialport'
import { transportOver } from './stream-transport.ts'
import type { OpenTransport } from './transport.ts'

export interface SerialAddress {
  /** `COM3`, `/dev/serial/by-id/…` or any other path of a terminal device. */
  readonly path: string
  readonly baudRate: number
}

/**
 * Opens a serial port: 8 data bits, no parity, 1 stop bit, no flow control, locked against a second program. The open rejects
 * when the port is not there or is taken. What came in before it was open is thrown away.
 */
export function openSerial({ path, baudRate }: SerialAddress): OpenTransport {
  return async () => {
    // Loaded here and nowhere else: a station without a serial device never loads the native module.
    const { SerialPort } = await import('serialport')
    const port = new SerialPort({ path, baudRate, dataBits: 8, parity: 'none', stopBits: 1, autoOpen: false })
    await settled(done => port.open(done))
    await settled(done => port.flush(done))
    watch(port, await deviceAt(path))
    // A port that is gone already can't be closed again; there is nothing left to do then.
    return transportOver(port, () =>
      port.isOpen ? settled(done => port.close(done)).catch(() => {}) : Promise.resolve(),
    )
  }
}

const WATCH_EVERY_MS = 500

/**
 * Closes `port` when its device file is gone. serialport 13 does not see a loss that comes while a read is under way: Linux then
 * answers each read with 0 bytes, and serialport asks again at once, for ever, at full load.
 */
function watch(port: SerialPort, device: string | null): void {
  // Windows has no device files, and its reads fail as they should.
  if (process.platform === 'win32') return
  const timer = setInterval(async () => {
    const now = await deviceAt(port.path)
    // Another device under the same path means that the adapter was pulled and plugged between two looks.
    if ((now === null || now !== device) && port.isOpen) port.close(() => {}, new Error('the serial port is gone'))
  }, WATCH_EVERY_MS)
  timer.unref()
  port.once('close', () => clearInterval(timer))
}

/** Which device `path` leads to now; null when there is none. */
async function deviceAt(path: string): Promise<string | null> {
  return stat(path).then(
    ({ dev, ino, rdev }) => `${dev} ${ino} ${rdev}`,
    () => null,
  )
}

function settled(run: (done: (error: Error | null) => void) => void): Promise<void> {
  return new Promise((resolve, reject) => run(error => (error ? reject(error) : resolve())))
}
