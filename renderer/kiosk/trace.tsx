import { useState } from 'react'
import { FAULT_REFERENCES, type Fault } from '../../src/fault.ts'
import { wallTimeOfDay } from '../../src/rules/wall-time.ts'
import { shortOrderNumber } from '../ui/formats.ts'
import { useKiosk, useWords } from './kiosk-context.ts'

/** What a visitor reads out on the telephone: the number of the fault, the machine, the time, the end of the order's number. */
export function Trace({ fault, orderNumber }: { readonly fault: Fault; readonly orderNumber?: string }) {
  const { view, clock } = useKiosk()
  const { t, text } = useWords()
  const [seenAt] = useState(() => wallTimeOfDay(clock.now(), view.timeZone))
  const parts = [FAULT_REFERENCES[fault.code], text(view.terminalName), seenAt]
  if (orderNumber) parts.push(t('trace.order', { number: shortOrderNumber(orderNumber) }))
  return <p className="trace">{parts.join(' · ')}</p>
}
