import { DOCUMENT_FAULTS } from './faults/document-faults.ts'
import { IDENTITY_FAULTS } from './faults/identity-faults.ts'
import { ORDER_FAULTS } from './faults/order-faults.ts'
import { PAPER_FAULTS } from './faults/paper-faults.ts'
import { PRINTER_FAULTS } from './faults/printer-faults.ts'
import { SERVER_FAULTS } from './faults/server-faults.ts'
import { STATION_FAULTS } from './faults/station-faults.ts'
import type { FaultWords } from './faults/words.ts'

/** Every failure that the house expects, with its words. */
export const FAULTS = {
  ...IDENTITY_FAULTS,
  ...SERVER_FAULTS,
  ...DOCUMENT_FAULTS,
  ...ORDER_FAULTS,
  ...PRINTER_FAULTS,
  ...PAPER_FAULTS,
  ...STATION_FAULTS,
} as const satisfies Record<string, FaultWords>

export type FaultCode = keyof typeof FAULTS
export type PrinterFaultCode = keyof typeof PRINTER_FAULTS

/** An expected failure, as a value. `detail` is for logs and staff: a technical fact, never personal data. */
export interface Fault {
  readonly code: FaultCode
  readonly detail?: string
}

export const FAULT_CODES = Object.keys(FAULTS) as [FaultCode, ...FaultCode[]]

/** A fault, with an optional technical detail that holds no personal data. */
export function fault(code: FaultCode, detail?: string): Fault {
  return detail === undefined ? { code } : { code, detail }
}

/** The words for a fault. */
export function wordsOf(code: FaultCode): FaultWords {
  return FAULTS[code]
}
