import { type SyntheticEvent, useId, useState } from 'react'
import type { Application } from '../../src/contract/portal-api.ts'
import { REFERENCE_CHARACTERS, type Receiver, type Sending } from '../../src/contract/receivers-api.ts'
import { readReference } from '../../src/rules/reference-form.ts'
import { textIn } from '../ui/formats.ts'
import { PressButton } from '../ui/press-button.tsx'
import { useLanguage } from '../web/app-words.tsx'
import { type Act, useAct } from './asking.ts'
import { usePortal } from './portal-context.ts'
import { TroubleNote } from './trouble-note.tsx'
import { createWishes } from './wish.ts'
import { useWords } from './words.ts'

export interface ReceiverFormProps {
  readonly receiver: Receiver
  readonly application: Application
  /** Where it stands at the beginning. */
  readonly first: { readonly act?: Act; readonly isMissing?: boolean }
  readonly onOther: () => void
  readonly onSent: (sending: Sending) => void
}

/** What it is for, the receiver's own number, and what the receiver gets: nothing goes before that was agreed to. */
export function ReceiverForm({ receiver, application, first, onOther, onSent }: ReceiverFormProps) {
  const t = useWords()
  const language = useLanguage()
  const { server } = usePortal()
  const ids = { purpose: useId(), reference: useId(), wrong: useId(), missing: useId() }
  const { receiverId, name, mailMasked, purposes, reference: wanted } = receiver
  const [purpose, setPurpose] = useState(purposes[0]!)
  const [reference, setReference] = useState('')
  const [isWrong, setIsWrong] = useState(false)
  const [agrees, setAgrees] = useState(false)
  const [isMissing, setIsMissing] = useState(first.isMissing ?? false)
  const [wishes] = useState(() => createWishes())
  const { isBusy, refusal, run } = useAct(first.act)
  const send = (event: SyntheticEvent) => {
    event.preventDefault()
    if (wanted && readReference(wanted.form, reference) === null) return setIsWrong(true)
    if (!agrees) return setIsMissing(true)
    const wishId = wishes.idFor(`${receiverId} ${purpose} ${reference}`)
    const { applicationId } = application
    void run(
      () => server.sendTo({ applicationId, receiverId, purpose, reference, language, consents: true, wishId }),
      sending => {
        wishes.fulfilled()
        onSent(sending)
      },
    )
  }
  return (
    <form onSubmit={send} noValidate className="receiver-form">
      <p>
        <b>{textIn(language, name)}</b> <span className="small">{mailMasked}</span>
      </p>
      <label htmlFor={ids.purpose}>{t('receiver.purpose')}</label>
      <select
        id={ids.purpose}
        value={purpose}
        onChange={event => setPurpose(purposes.find(one => one === event.target.value) ?? purpose)}
      >
        {purposes.map(one => (
          <option key={one} value={one}>
            {t(`receiver.purposes.${one}`)}
          </option>
        ))}
      </select>
      {wanted && (
        <>
          <label htmlFor={ids.reference}>{textIn(language, wanted.label)}</label>
          <input
            id={ids.reference}
            value={reference}
            maxLength={REFERENCE_CHARACTERS + 10}
            autoComplete="off"
            autoCapitalize="characters"
            spellCheck={false}
            aria-invalid={isWrong}
            aria-describedby={ids.wrong}
            onChange={event => {
              setReference(event.target.value)
              setIsWrong(false)
            }}
          />
          <p className={isWrong ? 'wrong' : 'small'} id={ids.wrong} role={isWrong ? 'alert' : undefined}>
            {t(isWrong ? 'receiver.referenceWrong' : 'receiver.referenceForm', { form: wanted.form })}
          </p>
        </>
      )}
      <div className="receiver-gets">
        <b>{t('receiver.gets')}</b>
        <ul>
          <li>
            {t('receiver.getsFile', { title: textIn(language, application.title), number: application.documentNumber })}
          </li>
          <li>{t('receiver.getsName')}</li>
          <li>{t('receiver.getsState')}</li>
          <li>{t('receiver.getsUntil')}</li>
        </ul>
      </div>
      <label className="receiver-agree">
        <input
          type="checkbox"
          checked={agrees}
          aria-invalid={isMissing}
          aria-describedby={isMissing ? ids.missing : undefined}
          onChange={event => {
            setAgrees(event.target.checked)
            setIsMissing(false)
          }}
        />
        <span>{t('receiver.agree')}</span>
      </label>
      {isMissing && (
        <p className="wrong" id={ids.missing} role="alert">
          {t('receiver.agreeMissing')}
        </p>
      )}
      <button type="submit" className="button act wide" disabled={isBusy}>
        {t(isBusy ? 'receiver.sending' : 'receiver.send')}
      </button>
      <PressButton look="quiet" disabled={isBusy} onPress={onOther}>
        {t('receiver.other')}
      </PressButton>
      <TroubleNote refusal={refusal} />
    </form>
  )
}
