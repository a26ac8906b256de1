import { type SyntheticEvent, useId, useState } from 'react'
import type { ApplicationDetail, Delivery } from '../../src/contract/portal-api.ts'
import { LANGUAGES, textIn } from '../../src/contract/texts.ts'
import { LANGUAGE_FACTS } from '../../src/words/languages.ts'
import { Note } from '../ui/note.tsx'
import { PressButton } from '../ui/press-button.tsx'
import { useLanguage } from '../web/app-words.tsx'
import { type Act, useAct } from './asking.ts'
import { useKeptText } from './kept-text.ts'
import { LETTER_TONES } from './letter-list.tsx'
import { usePortal } from './portal-context.ts'
import { TroubleNote } from './trouble-note.tsx'
import { createWishes } from './wish.ts'
import { useWords } from './words.ts'

/** Whether it may be an address: what is before and behind the sign, and a dot behind it. The server looks more closely. */
const LIKE_AN_ADDRESS = /^[^\s@]+@[^\s@]+\.[^\s@.]+$/
const ADDRESS_CHARACTERS = 254

export interface LetterCardProps {
  readonly application: ApplicationDetail
  readonly onSent: () => void
  /** Where it stands at the beginning. */
  readonly first?: { readonly act?: Act; readonly isWrong?: boolean; readonly sent?: Delivery; readonly to?: string }
}

/** The file by mail. However often one presses, one wish is one letter. */
export function LetterCard({ application, onSent, first = {} }: LetterCardProps) {
  const t = useWords()
  const pageLanguage = useLanguage()
  const { server } = usePortal()
  const field = useId()
  const wrong = useId()
  const [kept, setTo] = useKeptText(`letter/${application.applicationId}`)
  const to = kept || (first.to ?? '')
  const [language, setLanguage] = useState(pageLanguage)
  const [isWrong, setIsWrong] = useState(first.isWrong ?? false)
  const [sent, setSent] = useState(first.sent ?? null)
  // How far it has come since is among the letters of the application.
  const shown = application.deliveries.find(({ deliveryId }) => deliveryId === sent?.deliveryId) ?? sent
  const [wishes] = useState(() => createWishes())
  const { isBusy, refusal, run } = useAct(first.act)
  const send = (event: SyntheticEvent) => {
    event.preventDefault()
    const address = to.trim()
    if (!LIKE_AN_ADDRESS.test(address)) return setIsWrong(true)
    setSent(null)
    const wishId = wishes.idFor(`${language} ${address}`)
    void run(
      () => server.send({ applicationId: application.applicationId, to: address, language, wishId }),
      delivery => {
        wishes.fulfilled()
        setTo('')
        setSent(delivery)
        onSent()
      },
    )
  }
  return (
    <section className="card" aria-labelledby="letter">
      <h3 id="letter">{t('letter.title')}</h3>
      <p className="small">{t('letter.how')}</p>
      <form onSubmit={send} noValidate>
        <label htmlFor={field}>{t('letter.to')}</label>
        <input
          id={field}
          type="email"
          autoComplete="email"
          inputMode="email"
          spellCheck={false}
          maxLength={ADDRESS_CHARACTERS}
          value={to}
          aria-invalid={isWrong}
          aria-describedby={isWrong ? wrong : undefined}
          onChange={event => {
            setTo(event.target.value)
            setIsWrong(false)
          }}
        />
        {isWrong && (
          <p className="wrong" id={wrong} role="alert">
            {t('letter.wrongAddress')}
          </p>
        )}
        {/* biome-ignore lint/a11y/useSemanticElements: a fieldset's legend takes no part in its grid */}
        <div className="chips-line" role="group" aria-label={t('letter.language')}>
          <span className="small">{t('letter.language')}</span>
          <div className="chips">
            {LANGUAGES.map(one => (
              <PressButton
                key={one}
                look="plain"
                className="chip"
                lang={one}
                pressed={one === language}
                onPress={() => setLanguage(one)}
              >
                {LANGUAGE_FACTS[one].name}
              </PressButton>
            ))}
          </div>
        </div>
        <div className="card-foot">
          <button type="submit" className="button ghost wide" disabled={isBusy}>
            {t(isBusy ? 'letter.sending' : 'letter.send')}
          </button>
          <TroubleNote refusal={refusal} />
          {refusal?.status === null && <p className="small">{t('letter.nothingTwice')}</p>}
          <div role="status">
            {sent && shown && (
              <Note tone={LETTER_TONES[shown.state]}>
                <b>{t(`letter.state.${shown.state}`)}</b>
                <p>
                  {shown.toMasked}: {textIn(pageLanguage, shown.said)}
                </p>
              </Note>
            )}
          </div>
        </div>
      </form>
    </section>
  )
}
