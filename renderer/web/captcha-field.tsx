import { useEffect, useRef } from 'react'
import type { Language } from '../../src/contract/texts.ts'
import { PressButton } from '../ui/press-button.tsx'
import { useLanguage, useWebWords } from './app-words.tsx'

/** What the server gave: a token that comes back with the answer, a picture's address, and how many digits it shows. */
export interface Captcha {
  readonly token: string
  readonly picture: string
  readonly digits: number
}

function speak(address: string): void {
  new Audio(address).play().catch(() => {
    // No sound on this device, or the page was left.
  })
}

/** The picture with its digits, another one, and the same digits spoken. */
export function CaptchaField(props: {
  readonly captcha: Captcha | null
  readonly answer: string
  readonly onAnswer: (answer: string) => void
  readonly onAnother: () => void
  /** Where the same digits can be heard. */
  readonly spokenAt: (token: string, language: Language) => string
}) {
  const t = useWebWords()
  const language = useLanguage()
  const input = useRef<HTMLInputElement>(null)
  const { captcha } = props
  useEffect(() => {
    if (captcha) input.current?.focus({ preventScroll: true })
  }, [captcha])
  return (
    <fieldset className="captcha">
      <legend>{t('captcha.title')}</legend>
      <div className="captcha-row">
        {captcha ? (
          <img src={captcha.picture} alt={t('captcha.picture', { digits: captcha.digits })} width={260} height={90} />
        ) : (
          <div className="captcha-empty" />
        )}
        <div className="captcha-keys">
          <PressButton look="quiet" onPress={props.onAnother}>
            {t('captcha.another')}
          </PressButton>
          <PressButton
            look="quiet"
            disabled={captcha === null}
            onPress={() => captcha && speak(props.spokenAt(captcha.token, language))}
          >
            {t('captcha.listen')}
          </PressButton>
        </div>
      </div>
      <label htmlFor="captcha-answer" className="visually-hidden">
        {t('captcha.answer')}
      </label>
      <input
        ref={input}
        id="captcha-answer"
        className="captcha-input"
        value={props.answer}
        maxLength={12}
        inputMode="numeric"
        autoComplete="off"
        aria-describedby="captcha-why"
        placeholder={t('captcha.answer')}
        onChange={event => props.onAnswer(event.target.value)}
      />
      <p className="small" id="captcha-why">
        {t('captcha.why')}
      </p>
    </fieldset>
  )
}
