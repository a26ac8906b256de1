import { useEffect, useRef } from 'react'
import type { Captcha } from '../../src/verification/api.ts'
import { PressButton } from '../ui/press-button.tsx'
import { server } from './server.ts'
import { useLanguage, useWords } from './words.ts'

function speak(token: string, language: 'zh' | 'en'): void {
  new Audio(server.spokenCaptcha(token, language)).play().catch(() => {
    // No sound on this device, or the page was left.
  })
}

const pictureAddress = (svg: string) => `data:image/svg+xml;base64,${btoa(svg)}`

/** The picture with its digits, another one, and the same digits spoken. */
export function CaptchaField(props: {
  readonly captcha: Captcha | null
  readonly answer: string
  readonly onAnswer: (answer: string) => void
  readonly onAnother: () => void
}) {
  const t = useWords()
  const language = useLanguage()
  const input = useRef<HTMLInputElement>(null)
  const { captcha } = props
  useEffect(() => {
    if (captcha) input.current?.focus({ preventScroll: true })
  }, [captcha])
  return (
    <fieldset className="captcha">
      <legend>{t('code.captcha')}</legend>
      <div className="captcha-row">
        {captcha ? (
          <img
            src={pictureAddress(captcha.picture)}
            alt={t('code.picture', { digits: captcha.digits })}
            width={260}
            height={90}
          />
        ) : (
          <div className="captcha-empty" />
        )}
        <div className="captcha-keys">
          <PressButton look="quiet" onPress={props.onAnother}>
            {t('code.another')}
          </PressButton>
          <PressButton
            look="quiet"
            disabled={captcha === null}
            onPress={() => captcha && speak(captcha.token, language === 'en' ? 'en' : 'zh')}
          >
            {t('code.listen')}
          </PressButton>
        </div>
      </div>
      <label htmlFor="captcha-answer" className="visually-hidden">
        {t('code.answer')}
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
        placeholder={t('code.answer')}
        onChange={event => props.onAnswer(event.target.value)}
      />
      <p className="small" id="captcha-why">
        {t('code.captchaWhy')}
      </p>
    </fieldset>
  )
}
