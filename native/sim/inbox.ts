import type { Device } from '../../src/contract/devices.ts'
import type { FaultCode } from '../../src/fault.ts'

/** What a source has told, in order, to be waited for instead of slept for. */
export interface Inbox<T> {
  /** The oldest that was not taken yet; waits for it if need be. */
  next(): Promise<T>
  /** All that were told since the beginning, taken or not. */
  all(): readonly T[]
}

export function createInbox<T>(subscribe: (listener: (value: T) => void) => unknown): Inbox<T> {
  const told: T[] = []
  const waiting: ((value: T) => void)[] = []
  let taken = 0
  subscribe(value => {
    told.push(value)
    const tell = waiting.shift()
    if (!tell) return
    taken++
    tell(value)
  })
  return {
    next: () =>
      new Promise(resolve => {
        if (taken < told.length) resolve(told[taken++] as T)
        else waiting.push(resolve)
      }),
    all: () => told,
  }
}

/** Resolves when `device` has this fault, or with null when it works. */
export function faultIs(device: Device, code: FaultCode | null): Promise<void> {
  return new Promise(resolve => {
    const isSo = () => (device.fault()?.code ?? null) === code
    if (isSo()) return resolve()
    const end = device.onFault(() => {
      if (!isSo()) return
      end()
      resolve()
    })
  })
}
