import { type Fault, wordsOf } from '../../src/fault.ts'
import { Note, type Tone } from '../ui/note.tsx'
import { useWords } from './kiosk-context.ts'

/** What happened, and what can be done now. */
export function FaultNote({ fault, tone }: { readonly fault: Fault; readonly tone: Tone }) {
  const { text } = useWords()
  const words = wordsOf(fault.code)
  return (
    <Note tone={tone}>
      <b>{text(words.what)}</b> <span className="spare">{text(words.action)}</span>
    </Note>
  )
}
