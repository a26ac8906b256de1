import type { Port } from '../port.ts'

/** Lets two ports speak to each other: each message of one goes to the other, and the end of one ends the other. */
export function joinPorts(left: Port, right: Port): void {
  left.onMessage(message => right.post(message))
  right.onMessage(message => left.post(message))
  left.onClose(() => right.close())
  right.onClose(() => left.close())
}
