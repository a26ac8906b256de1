import type { FastifyInstance } from 'fastify'
import type { RoomPlan } from '../room.ts'

/** Every address of the plans, as `METHOD path`. Throws when two of them have the same. */
export function declaredAddresses(plans: readonly RoomPlan[]): ReadonlySet<string> {
  const known = new Set<string>()
  for (const { name, routes, pages } of plans)
    for (const { method, path } of [...Object.values(routes), ...pages]) {
      const address = `${method} ${path}`
      if (known.has(address)) throw new Error(`${address} of ${name} is there twice`)
      known.add(address)
    }
  return known
}

/**
 * Refuses to put anything on the server that no plan declares. To be called before the first route; what it gives is to be called after
 * the last, and throws for what a plan declares and nobody answers.
 */
export function refuseUndeclared(app: FastifyInstance, plans: readonly RoomPlan[]): () => void {
  const known = declaredAddresses(plans)
  const answered = new Set<string>()
  app.addHook('onRoute', ({ method, url }) => {
    for (const one of [method].flat()) {
      // A HEAD is the GET beside it without its body.
      const address = `${one === 'HEAD' ? 'GET' : one} ${url}`
      if (!known.has(address)) throw new Error(`no plan declares ${address}`)
      answered.add(address)
    }
  })
  return () => {
    const silent = [...known].filter(address => !answered.has(address))
    if (silent.length > 0) throw new Error(`declared, and answered by nobody: ${silent.join(', ')}`)
  }
}
