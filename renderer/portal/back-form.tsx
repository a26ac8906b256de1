import { type SyntheticEvent, useState } from 'react'
import { type EnquiryDetail, QUESTION_CHARACTERS } from '../../src/contract/enquiries-api.ts'
import { type Act, useAct } from './asking.ts'
import { useKeptText } from './kept-text.ts'
import { LongField } from './long-field.tsx'
import { usePortal, useTimes } from './portal-context.ts'
import { TroubleNote } from './trouble-note.tsx'
import { createWishes } from './wish.ts'
import { useWords } from './words.ts'

export interface BackFormProps {
  readonly enquiry: EnquiryDetail
  /** Where it stands at the beginning. */
  readonly first: { readonly act?: Act; readonly isMissing?: boolean }
  readonly onDone: () => void
}

/** Writes to the office once more; opens again what was closed. */
export function BackForm({ enquiry: { enquiryId, mayReopenUntil }, first, onDone }: BackFormProps) {
  const t = useWords()
  const { day } = useTimes()
  const { server } = usePortal()
  const [text, setText] = useKeptText(`enquiry/${enquiryId}`)
  const [isMissing, setIsMissing] = useState(first.isMissing ?? false)
  const [wishes] = useState(() => createWishes())
  const { isBusy, refusal, run } = useAct(first.act)
  const send = (event: SyntheticEvent) => {
    event.preventDefault()
    const said = text.trim()
    if (said === '') return setIsMissing(true)
    void run(
      () => server.answerBack({ enquiryId, text: said, wishId: wishes.idFor(said) }),
      () => {
        wishes.fulfilled()
        setText('')
        setIsMissing(false)
        onDone()
      },
    )
  }
  return (
    <form className="card" onSubmit={send} noValidate>
      {mayReopenUntil !== null && <p>{t('enquiry.reopenHow', { day: day(mayReopenUntil) })}</p>}
      <LongField
        label={t('enquiry.back')}
        how={t('enquiry.backHow', { left: QUESTION_CHARACTERS - text.length })}
        missing={isMissing && text.trim() === '' ? t('enquiry.sayBack') : null}
        value={text}
        max={QUESTION_CHARACTERS}
        onValue={setText}
      />
      <div className="card-foot">
        <TroubleNote refusal={refusal} />
        <button type="submit" className="button ghost wide" disabled={isBusy}>
          {t(isBusy ? 'contact.sending' : 'contact.send')}
        </button>
      </div>
    </form>
  )
}
