import { type SyntheticEvent, useCallback, useId, useState } from 'react'
import type { Application } from '../../src/contract/portal-api.ts'
import { Note } from '../ui/note.tsx'
import { PressButton } from '../ui/press-button.tsx'
import { Answered } from './answered.tsx'
import { type Act, useAct, useAnswer } from './asking.ts'
import { DaysChoice } from './days-choice.tsx'
import { useKeptText } from './kept-text.ts'
import { MandateList } from './mandate-list.tsx'
import { usePortal } from './portal-context.ts'
import { TroubleNote } from './trouble-note.tsx'
import { useWords } from './words.ts'

const DAYS = [3, 7, 14, 30] as const
const USUAL_DAYS = 7
const NUMBER_CHARACTERS = 40
const NAME_CHARACTERS = 120

export interface MandateCardProps {
  readonly application: Application
  readonly onChange: () => void
  /** Where it stands at the beginning. */
  readonly first?: { readonly act?: Act; readonly isMissing?: boolean }
}

/** Another person of the university is named, who may collect the paper at a kiosk. */
export function MandateCard({ application: { applicationId }, onChange, first = {} }: MandateCardProps) {
  const t = useWords()
  const { server, onProve } = usePortal()
  const asked = useAnswer(useCallback(() => server.mandates({ applicationId }), [server, applicationId]))
  const ids = { number: useId(), name: useId(), missing: useId() }
  const [number, setNumber] = useKeptText(`mandate-number/${applicationId}`)
  const [name, setName] = useKeptText(`mandate-name/${applicationId}`)
  const [days, setDays] = useState<number>(USUAL_DAYS)
  const [isMissing, setIsMissing] = useState(first.isMissing ?? false)
  const { isBusy, refusal, run } = useAct(first.act)
  const changed = () => {
    asked.refresh()
    onChange()
  }
  const make = (event: SyntheticEvent) => {
    event.preventDefault()
    if (number.trim() === '' || name.trim() === '') return setIsMissing(true)
    setIsMissing(false)
    void run(
      () => server.makeMandate({ applicationId, number, name, days }),
      () => {
        setNumber('')
        setName('')
        changed()
      },
    )
  }
  const isOld = refusal?.fault.code === 'proof-too-old'
  const field = (id: string, label: string, value: string, most: number, onChanged: (text: string) => void) => (
    <>
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        value={value}
        maxLength={most}
        autoComplete="off"
        aria-invalid={isMissing && value.trim() === ''}
        aria-describedby={isMissing ? ids.missing : undefined}
        onChange={event => onChanged(event.target.value)}
      />
    </>
  )
  return (
    <section className="card" aria-labelledby="mandate">
      <h3 id="mandate">{t('mandate.title')}</h3>
      <p className="small">{t('mandate.how')}</p>
      <form onSubmit={make} noValidate>
        {field(ids.number, t('mandate.number'), number, NUMBER_CHARACTERS, setNumber)}
        {field(ids.name, t('mandate.name'), name, NAME_CHARACTERS, setName)}
        {isMissing && (
          <p className="wrong" id={ids.missing} role="alert">
            {t('mandate.missing')}
          </p>
        )}
        <DaysChoice offered={DAYS} days={days} onDays={setDays} />
        <div className="card-foot">
          <button type="submit" className="button ghost wide" disabled={isBusy}>
            {t(isBusy ? 'mandate.making' : 'mandate.make')}
          </button>
          <TroubleNote refusal={isOld ? null : refusal} />
          <div role="status">
            {isOld && (
              <Note tone="wait">
                <b>{t('login.again')}</b>
                <p>{t('mandate.proof')}</p>
                <PressButton look="quiet" className="note-key" onPress={onProve}>
                  {t('login.title')}
                </PressButton>
              </Note>
            )}
          </div>
        </div>
      </form>
      <Answered asked={asked} what={t('mandate.loading')}>
        {({ mandates }) => mandates.length > 0 && <MandateList mandates={mandates} onChange={changed} />}
      </Answered>
    </section>
  )
}
