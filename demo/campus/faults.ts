import { z } from 'zod'

/** How often a fault strikes, and on what. */
export const aimOf = <const Operations extends readonly [string, ...string[]]>(operations: Operations) =>
  z.object({
    on: z.enum(operations).optional(),
    times: z.union([z.int().min(1), z.literal('always')]).default(1),
  })

interface AnyFault {
  readonly kind: string
  readonly on?: string | undefined
  readonly times: number | 'always'
}

/** What a double has been told to do wrong. */
export interface FaultList<Fault extends AnyFault> {
  /** Puts a new list in place of the old one. */
  replace(faults: readonly Fault[]): void
  /** The next fault of one of `kinds` that fits the operation, used up by one; undefined when there is none. */
  take<Kind extends Fault['kind']>(
    kinds: readonly Kind[],
    operation: NonNullable<Fault['on']>,
  ): Extract<Fault, { kind: Kind }> | undefined
  /** Every fault with the number of times that it struck. */
  report(): { fault: Fault; struck: number }[]
}

export function createFaultList<Fault extends AnyFault>(): FaultList<Fault> {
  let list: { readonly fault: Fault; struck: number }[] = []
  const isLeft = ({ fault, struck }: (typeof list)[number]) => fault.times === 'always' || struck < fault.times
  return {
    replace: faults => {
      list = faults.map(fault => ({ fault, struck: 0 }))
    },
    take: <Kind extends Fault['kind']>(kinds: readonly Kind[], operation: string) => {
      const fits = ({ fault }: (typeof list)[number]) =>
        (kinds as readonly string[]).includes(fault.kind) && (fault.on === undefined || fault.on === operation)
      const entry = list.find(one => isLeft(one) && fits(one))
      if (entry) entry.struck++
      return entry?.fault as Extract<Fault, { kind: Kind }> | undefined
    },
    report: () => list.map(({ fault, struck }) => ({ fault, struck })),
  }
}
