import { fault } from '../../src/fault.ts'
import { err } from '../../src/result.ts'
import type { VisitorCaller } from '../ground/callers.ts'

/** Who stands in several registers says first which one it is about: nothing is made of the wrong one. */
export function onceChosen<Handlers extends object>(handlers: Handlers): Handlers {
  const guarded = Object.entries(handlers).map(([name, handle]) => [
    name,
    async (input: unknown, caller: VisitorCaller) =>
      caller.hasChosen ? handle(input, caller) : err(fault('register-unchosen')),
  ])
  return Object.fromEntries(guarded) as Handlers
}
