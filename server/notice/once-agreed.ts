import { fault } from '../../src/fault.ts'
import { err } from '../../src/result.ts'
import type { VisitorCaller } from '../ground/callers.ts'

/**
 * Nothing new is made of somebody who has not agreed to what people are told: of these routes. What is kept already its person sees, ends and
 * has erased without it.
 */
export function onceAgreed<Handlers extends object>(
  { owedBy }: { owedBy(personIds: readonly string[]): Promise<unknown> },
  handlers: Handlers,
  names: readonly (keyof Handlers)[],
): Handlers {
  const guarded = Object.entries(handlers).map(([name, handle]) => [
    name,
    names.includes(name as keyof Handlers)
      ? async (input: unknown, caller: VisitorCaller) =>
          (await owedBy(caller.personIds)) === null ? handle(input, caller) : err(fault('notice-unagreed'))
      : handle,
  ])
  return Object.fromEntries(guarded) as Handlers
}
