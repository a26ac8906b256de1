import { type SyntheticEvent, useCallback, useEffect, useState } from 'react'
import type { Captcha, CodeAnswer } from '../../src/verification/api.ts'
import { groupedCode } from '../../src/verification/typed-code.ts'
import { Note } from '../ui/note.tsx'
import { PressButton } from '../ui/press-button.tsx'
import { CaptchaField } from './captcha-field.tsx'
import { OutcomeCard } from './outcome-card.tsx'
import { usePage } from './page-context.ts'
import { ResultScreen } from './result-screen.tsx'
import { server } from './server.ts'
import { useWords } from './words.ts'

export type Found = Extract<CodeAnswer, { outcome: 'found' }>
type Said = Exclude<CodeAnswer['outcome'], 'found'>
type State =
  | { readonly step: 'asking'; readonly said: Said | null; readonly afterSeconds: number }
  | { readonly step: 'found'; readonly answer: Found }
  | { readonly step: 'no-server' }

/** A code from its captcha to what stands behind it. */
export function CodeScreen({ code }: { readonly code: string }) {
  const t = useWords()
  const { goTo } = usePage()
  const [state, setState] = useState<State>({ step: 'asking', said: null, afterSeconds: 0 })
  const [captcha, setCaptcha] = useState<Captcha | null>(null)
  const [typed, setTyped] = useState('')
  const [isBusy, setIsBusy] = useState(false)

  const newCaptcha = useCallback(async () => {
    setCaptcha(null)
    setTyped('')
    const next = await server.captcha().catch(() => null)
    if (next) setCaptcha(next)
    else setState({ step: 'no-server' })
  }, [])
  useEffect(() => {
    void newCaptcha()
  }, [newCaptcha])

  const askAgainWith = (answer: Exclude<CodeAnswer, Found>) => {
    const afterSeconds = answer.outcome === 'slow-down' ? answer.afterSeconds : 0
    setState({ step: 'asking', said: answer.outcome, afterSeconds })
    void newCaptcha()
  }
  const submit = async (event: SyntheticEvent) => {
    event.preventDefault()
    if (!captcha || isBusy || typed.trim() === '') return
    setIsBusy(true)
    const answer = await server.byCode(code, captcha.token, typed).catch(() => null)
    setIsBusy(false)
    if (answer === null) return setState({ step: 'no-server' })
    if (answer.outcome === 'found') return setState({ step: 'found', answer })
    askAgainWith(answer)
  }

  if (state.step === 'found') return <ResultScreen code={code} answer={state.answer} onOver={askAgainWith} />
  if (state.step === 'no-server') {
    return (
      <OutcomeCard outcome="cannot-check" means={t('code.noServer')} toDo={t('code.noServerHow')}>
        <PressButton
          look="act"
          onPress={() => {
            setState({ step: 'asking', said: null, afterSeconds: 0 })
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
      <SaidNote said={state.said} afterSeconds={state.afterSeconds} />
      <form onSubmit={submit}>
        <CaptchaField captcha={captcha} answer={typed} onAnswer={setTyped} onAnother={() => void newCaptcha()} />
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

function SaidNote({ said, afterSeconds }: { readonly said: Said | null; readonly afterSeconds: number }) {
  const t = useWords()
  const minutes = Math.max(1, Math.ceil(afterSeconds / 60))
  return (
    <div role="status">
      {said === 'not-found' && (
        <Note tone="stop">
          <b>{t('code.notFound')}</b>
          <p>{t('code.notFoundHow')}</p>
        </Note>
      )}
      {said === 'captcha-wrong' && <Note tone="wait">{t('code.captchaWrong')}</Note>}
      {said === 'slow-down' && <Note tone="wait">{t('code.slowDown', { minutes })}</Note>}
      {said === 'ticket-over' && <Note tone="info">{t('result.ticketOver')}</Note>}
    </div>
  )
}
