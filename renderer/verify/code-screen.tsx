import { type SyntheticEvent, useCallback, useEffect, useState } from 'react'
import { type Language, universityLanguage } from '../../src/contract/texts.ts'
import type { Captcha } from '../../src/verification/api.ts'
import { groupedCode } from '../../src/verification/typed-code.ts'
import { Note } from '../ui/note.tsx'
import { PressButton } from '../ui/press-button.tsx'
import { CaptchaField } from '../web/captcha-field.tsx'
import { type CodeState, NOT_YET_ASKED, type NotFound } from './code-state.ts'
import { OutcomeCard } from './outcome-card.tsx'
import { usePage } from './page-context.ts'
import { ResultScreen } from './result-screen.tsx'
import { useWords, type VerifySay } from './words.ts'

export interface CodeScreenProps {
  readonly code: string
  /** Where it begins. */
  readonly first?: CodeState
}

/** A code from its captcha to what stands behind it. */
export function CodeScreen({ code, first = NOT_YET_ASKED }: CodeScreenProps) {
  const t = useWords()
  const { server, goTo } = usePage()
  const [state, setState] = useState(first)
  const [captcha, setCaptcha] = useState<Captcha | null>(null)
  const [typed, setTyped] = useState('')
  const [isBusy, setIsBusy] = useState(false)

  const newCaptcha = useCallback(async () => {
    setCaptcha(null)
    setTyped('')
    const next = await server.captcha({})
    if (next.ok) setCaptcha(next.value)
    else setState({ step: 'no-server' })
  }, [server])
  useEffect(() => {
    void newCaptcha()
  }, [newCaptcha])

  const askAgainWith = (said: NotFound) => {
    setState({ step: 'asking', said })
    void newCaptcha()
  }
  const submit = async (event: SyntheticEvent) => {
    event.preventDefault()
    if (!captcha || isBusy || typed.trim() === '') return
    setIsBusy(true)
    const answer = await server.byCode({ code, captchaToken: captcha.token, captchaAnswer: typed })
    setIsBusy(false)
    if (!answer.ok) return setState({ step: 'no-server' })
    if (answer.value.outcome === 'found') return setState({ step: 'found', answer: answer.value })
    askAgainWith(answer.value)
  }

  if (state.step === 'found') return <ResultScreen code={code} answer={state.answer} onOver={askAgainWith} />
  if (state.step === 'no-server') {
    return (
      <OutcomeCard outcome="cannot-check" means={t('code.noServer')} toDo={t('code.noServerHow')}>
        <PressButton
          look="act"
          onPress={() => {
            setState(NOT_YET_ASKED)
            void newCaptcha()
          }}
        >
          {t('code.retry')}
        </PressButton>
        <PressButton look="ghost" onPress={() => goTo({ screen: 'files' })}>
          {t('code.toFile')}
        </PressButton>
      </OutcomeCard>
    )
  }
  return (
    <section className="card code-card" aria-labelledby="code-title">
      <h1 id="code-title">{t('code.title')}</h1>
      <p className="code-shown">
        <span className="small">{t('home.codeLabel')}</span>
        <span className="code-text">{groupedCode(code)}</span>
      </p>
      <SaidNote said={state.said} />
      <form onSubmit={submit}>
        <CaptchaField
          captcha={captcha}
          answer={typed}
          onAnswer={setTyped}
          onAnother={() => void newCaptcha()}
          spokenAt={(token, language) => server.addressOf('spokenCaptcha', { token, language: spokenIn(language) })}
        />
        <div className="card-foot">
          <button type="submit" className="button act wide" disabled={isBusy || captcha === null}>
            {t(isBusy ? 'code.checking' : 'code.check')}
          </button>
          <PressButton look="quiet" onPress={() => goTo({ screen: 'home' })}>
            {t('code.change')}
          </PressButton>
        </div>
      </form>
    </section>
  )
}

/** The digits are spoken in the languages of the university. */
const spokenIn = (language: Language) => (universityLanguage(language) === 'zh-CN' ? 'zh' : 'en')

function SaidNote({ said }: { readonly said: NotFound | null }) {
  const t = useWords()
  return <div role="status">{said && noteOf(said, t)}</div>
}

function noteOf(said: NotFound, t: VerifySay) {
  switch (said.outcome) {
    case 'not-found':
      return (
        <Note tone="stop">
          <b>{t('code.notFound')}</b>
          <p>{t('code.notFoundHow')}</p>
        </Note>
      )
    case 'unreadable':
      return <Note tone="wait">{t('code.unreadable')}</Note>
    case 'captcha-wrong':
      return <Note tone="wait">{t('code.captchaWrong')}</Note>
    case 'slow-down':
      return <Note tone="wait">{t('code.slowDown', { minutes: Math.max(1, Math.ceil(said.afterSeconds / 60)) })}</Note>
    case 'ticket-over':
      return <Note tone="info">{t('result.ticketOver')}</Note>
  }
}
