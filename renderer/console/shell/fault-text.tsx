import { FAULTS, type FaultCode } from '../../../src/fault.ts'
import { useText } from './language.tsx'

/** A sentence about a fault: what happened, what to do, or the likely cause. */
export function FaultText({ code, part }: { readonly code: FaultCode; readonly part: 'what' | 'action' | 'staff' }) {
  return useText()(FAULTS[code][part])
}
