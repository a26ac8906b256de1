import { OPERATIONS, type Operation } from '../../ipp/tags.ts'
import type { JobTicket } from './job.ts'
import type { Manners } from './manners.ts'

type Sides = JobTicket['sides']

export const FORMAT = 'application/pdf'
export const MEDIA = ['iso_a4_210x297mm', 'iso_a5_148x210mm'] as const
/** With a duplex unit. */
export const SIDES: readonly Sides[] = ['one-sided', 'two-sided-long-edge', 'two-sided-short-edge']

/** `sides-supported`, as it is told. */
export function toldSides({ duplex }: Manners): readonly Sides[] {
  return duplex === 'gone' || duplex === 'gone-and-strict' ? ['one-sided'] : SIDES
}

/** Sides that an order may name without being refused or told that they were changed. */
export function takenSides({ duplex }: Manners): readonly Sides[] {
  return duplex === 'works' || duplex === 'dropped-silently' ? SIDES : ['one-sided']
}

/** How a job that ordered these sides is printed. */
export function printedSides(ordered: Sides, { duplex }: Manners): Sides {
  return duplex === 'works' ? ordered : 'one-sided'
}

/** `operations-supported`, which is also what is answered. */
export function operationsOf({ noJobAttributes, list, cancel }: Manners): Operation[] {
  const missing: (Operation | null)[] = [
    noJobAttributes ? 'Get-Job-Attributes' : null,
    list === 'unsupported' ? 'Get-Jobs' : null,
    cancel === 'unsupported' ? 'Cancel-Job' : null,
  ]
  return ANSWERED.filter(operation => !missing.includes(operation))
}

const ANSWERED = [
  'Print-Job',
  'Validate-Job',
  'Cancel-Job',
  'Get-Job-Attributes',
  'Get-Jobs',
  'Get-Printer-Attributes',
] as const satisfies readonly (keyof typeof OPERATIONS)[]

/** The operation of a request, by its number; null for one that this printer does not have. */
export function operationOf(code: number, manners: Manners): (typeof ANSWERED)[number] | null {
  const supported = operationsOf(manners)
  return ANSWERED.find(operation => OPERATIONS[operation] === code && supported.includes(operation)) ?? null
}
