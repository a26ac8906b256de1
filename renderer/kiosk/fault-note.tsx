import type { Fault } from '../../src/fault.ts'
import { Note, type Tone } from '../ui/note.tsx'
import { useWords } from './kiosk-context.ts'

/** What happened, and what can be done now. */
export function FaultNote({ fault, tone }: { readonly fault: Fault; readonly tone: Tone }) {
  const { t } = useWords()
  return (
    <Note tone={tone}>
      <b>{t(`faults.${fault.code}.what`)}</b> <span className="spare">{t(`faults.${fault.code}.action`)}</span>
    </Note>
  )
}
