import type { Port } from '../port.ts'
import { portEnd } from './port-end.ts'

/** Every runtime of the house has it, but neither Node's nor the DOM's types are open to this folder. */
declare const structuredClone: <T>(value: T) => T

/**
 * Two ports joined in memory. Messages are cloned when they are posted and arrive later, in order, as between two
 * processes. A message that can't be cloned throws where it is posted.
 */
export function memoryPorts(): [Port, Port] {
  const soon = (run: () => void) => void Promise.resolve().then(run)
  const near = portEnd({
    send: message => {
      const copy = structuredClone(message)
      soon(() => far.receive(copy))
    },
    end: () => soon(() => far.lost()),
  })
  const far = portEnd({
    send: message => {
      const copy = structuredClone(message)
      soon(() => near.receive(copy))
    },
    end: () => soon(() => near.lost()),
  })
  return [near.port, far.port]
}
