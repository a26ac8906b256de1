import type { Device } from '../../src/contract/devices.ts'
import type { Fault } from '../../src/fault.ts'
import { createAnnouncer } from './announcer.ts'

/** A driver's own view of whether its device can be used. */
export interface Health extends Pick<Device, 'fault' | 'onFault'> {
  /** Tells the listeners only when code or detail differ from what was said last. */
  set(fault: Fault | null): void
}

export function createHealth(initial: Fault | null): Health {
  const changes = createAnnouncer<Fault | null>()
  let current = initial
  return {
    fault: () => current,
    onFault: changes.on,
    set: next => {
      if (next?.code === current?.code && next?.detail === current?.detail) return
      current = next
      changes.tell(next)
    },
  }
}
