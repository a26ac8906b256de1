import {
  CASE_FAULTS,
  DOCUMENT_FAULTS,
  ENQUIRY_FAULTS,
  type FaultReference,
  IDENTITY_FAULTS,
  ORDER_FAULTS,
  PAPER_FAULTS,
  PORTAL_FAULTS,
  PRINTER_FAULTS,
  SERVER_FAULTS,
  STAFF_FAULTS,
  STATION_FAULTS,
} from './faults/fault-references.ts'
import { type FaultTexts, faultTexts } from './faults/fault-texts.ts'

/** Every failure that the house expects, with the number that it goes by on the telephone. */
export const FAULT_REFERENCES = {
  ...IDENTITY_FAULTS,
  ...STAFF_FAULTS,
  ...SERVER_FAULTS,
  ...DOCUMENT_FAULTS,
  ...ORDER_FAULTS,
  ...PORTAL_FAULTS,
  ...ENQUIRY_FAULTS,
  ...CASE_FAULTS,
  ...PRINTER_FAULTS,
  ...PAPER_FAULTS,
  ...STATION_FAULTS,
} as const satisfies Readonly<Record<string, FaultReference>>

export type FaultCode = keyof typeof FAULT_REFERENCES
export type PrinterFaultCode = keyof typeof PRINTER_FAULTS

/** An expected failure, as a value. `detail` is for logs and staff: a technical fact, never personal data. */
export interface Fault {
  readonly code: FaultCode
  readonly detail?: string
}

export const FAULT_CODES = Object.keys(FAULT_REFERENCES) as [FaultCode, ...FaultCode[]]

/** A fault, with an optional technical detail that holds no personal data. */
export function fault(code: FaultCode, detail?: string): Fault {
  return detail === undefined ? { code } : { code, detail }
}

interface FaultWords extends FaultTexts {
  readonly ref: FaultReference
}

/** Number and words of every failure; the words stand under `faults` in each language’s `kiosk.json` in `src/words`. Pure, so that a page that says none of them does not carry them. */
export const FAULTS = /* @__PURE__ */ allFaults()

function allFaults(): Readonly<Record<FaultCode, FaultWords>> {
  const texts: Readonly<Record<FaultCode, FaultTexts>> = faultTexts()
  const entries = FAULT_CODES.map(code => [code, { ref: FAULT_REFERENCES[code], ...texts[code] }])
  return Object.fromEntries(entries) as Record<FaultCode, FaultWords>
}
