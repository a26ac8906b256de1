import { type SyntheticEvent, useCallback, useState } from 'react'
import { type Office, QUESTION_CHARACTERS } from '../../src/contract/enquiries-api.ts'
import type { ApplicationId } from '../../src/contract/portal-api.ts'
import { textIn } from '../ui/formats.ts'
import { PressButton } from '../ui/press-button.tsx'
import { useLanguage } from '../web/app-words.tsx'
import { AnswerMailField } from './answer-mail-field.tsx'
import { type Act, useAnswer } from './asking.ts'
import { LongField } from './long-field.tsx'
import { usePortal } from './portal-context.ts'
import { TroubleNote } from './trouble-note.tsx'
import { useBeginEnquiry } from './use-begin-enquiry.ts'
import { useWords } from './words.ts'

/** Where the asking stands at the beginning. */
export interface AskFirst {
  readonly act?: Act
  readonly isMissing?: boolean
}

export interface AskFormProps {
  readonly office: Office
  readonly applicationId?: ApplicationId
  readonly first: AskFirst
  readonly onAnother: () => void
}

/** A question to an office. However often one presses, one wish is one question. */
export function AskForm({ office, applicationId, first, onAnother }: AskFormProps) {
  const t = useWords()
  const language = useLanguage()
  const { server } = usePortal()
  const { officeId } = office
  const [isMissing, setIsMissing] = useState(first.isMissing ?? false)
  const { text, setText, mail, setMail, isBusy, refusal, begin } = useBeginEnquiry(`ask/${officeId}`, first.act)
  const send = (event: SyntheticEvent) => {
    event.preventDefault()
    if (text.trim() === '') return setIsMissing(true)
    begin({ officeId, applicationId: applicationId ?? null }, server.askOffice)
  }
  return (
    <form className="card" onSubmit={send} noValidate>
      <h2>{t('contact.writeTo', { office: textIn(language, office.name) })}</h2>
      {applicationId !== undefined && <About applicationId={applicationId} />}
      <LongField
        label={t('contact.question')}
        how={t('contact.questionHow', { left: QUESTION_CHARACTERS - text.length })}
        missing={isMissing && text.trim() === '' ? t('contact.sayQuestion') : null}
        value={text}
        max={QUESTION_CHARACTERS}
        onValue={setText}
      />
      <AnswerMailField mail={mail} onMail={setMail} />
      <div className="card-foot">
        <TroubleNote refusal={refusal} />
        <button type="submit" className="button act wide" disabled={isBusy}>
          {t(isBusy ? 'contact.sending' : 'contact.send')}
        </button>
        <PressButton look="quiet" onPress={onAnother}>
          {t('contact.another')}
        </PressButton>
      </div>
    </form>
  )
}

/** The application that it is about, with its number. */
function About({ applicationId }: { readonly applicationId: ApplicationId }) {
  const t = useWords()
  const language = useLanguage()
  const { server } = usePortal()
  const { answer } = useAnswer(useCallback(() => server.application({ applicationId }), [server, applicationId]))
  if (answer.step === 'awaited') return null
  if (answer.step === 'failed') return <TroubleNote refusal={answer.refusal} />
  const { title, documentNumber } = answer.value
  return (
    <p>
      {t('contact.about')} <b>{textIn(language, title)}</b> <span className="number">{documentNumber}</span>
    </p>
  )
}
