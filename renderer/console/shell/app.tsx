import { Spin } from 'antd'
import { lazy, Suspense, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { CONSOLE_ROUTES, type ConsoleStart } from '../../../src/contract/console-api.ts'
import type { Refusal } from '../../web/route-client.ts'
import { ConsoleContext } from './console-context.ts'
import { Frame } from './frame.tsx'
import { leadToLogin } from './lead-to-login.ts'
import { addressOf, homeOf, move, type Place, usePlace } from './place.ts'
import type { ConnectConsole } from './server.ts'
import { SessionContext, useSessionEnd } from './session-end.ts'
import { bringFaultTexts, Trouble } from './trouble.tsx'
import { useQuestion } from './use-question.ts'
import { useShellWords } from './words.ts'

// Asked for when they are needed: the first page comes sooner without them.
const LoginDialog = lazy(async () => ({ default: (await import('./login-dialog.tsx')).LoginDialog }))
const StepUpDialog = lazy(async () => ({ default: (await import('./step-up-dialog.tsx')).StepUpDialog }))

type Opening =
  | { readonly step: 'asking' }
  | { readonly step: 'failed'; readonly refusal: Refusal }
  | { readonly step: 'in'; readonly start: ConsoleStart }

/** The console: one page at a time, for whoever is logged in. */
export function App({ connect }: { readonly connect: ConnectConsole }) {
  const t = useShellWords()
  const home = useMemo(() => homeOf(document), [])
  const place = usePlace(home)
  const [opening, setOpening] = useState<Opening>({ step: 'asking' })
  const isIn = useRef(false)
  const [login, askLogin, answerLogin] = useQuestion()
  const [stepUp, askStepUp, answerStepUp] = useQuestion()
  const [sessionEnd, onAnswer] = useSessionEnd(opening.step === 'in' ? opening.start.session : null)

  const onLoginNeeded = useCallback(async () => {
    // Nothing is typed yet that could be lost.
    if (!isIn.current) leadToLogin(home)
    return isIn.current ? askLogin() : new Promise<boolean>(() => undefined)
  }, [home, askLogin])
  const ask = useMemo(
    () => connect({ onLoginNeeded, onStepUpNeeded: askStepUp, onAnswer }),
    [connect, onLoginNeeded, askStepUp, onAnswer],
  )
  const plain = useMemo(
    () => connect({ onLoginNeeded: async () => false, onStepUpNeeded: async () => false, onAnswer }),
    [connect, onAnswer],
  )

  const begin = useCallback(async () => {
    setOpening({ step: 'asking' })
    const start = await ask(CONSOLE_ROUTES).consoleStart({})
    isIn.current = start.ok
    setOpening(start.ok ? { step: 'in', start: start.value } : { step: 'failed', refusal: start.error })
    bringFaultTexts()
  }, [ask])
  useEffect(() => void begin(), [begin])

  const renew = useCallback(async () => {
    const start = await plain(CONSOLE_ROUTES).consoleStart({})
    if (start.ok) setOpening({ step: 'in', start: start.value })
    return start
  }, [plain])

  const parts = useMemo(() => {
    if (opening.step !== 'in') return null
    return {
      ask,
      start: opening.start,
      place,
      addressOf: (to: Place) => addressOf(home, to),
      goTo: (to: Place, how?: 'step' | 'replace') => move(home, to, how),
      beside: (path: string) => new URL(`../${path}`, home).href,
    }
  }, [ask, opening, place, home])

  if (opening.step === 'failed')
    return (
      <main className="alone">
        <h1>{t('title')}</h1>
        <Trouble refusal={opening.refusal} onAgain={() => void begin()} />
      </main>
    )
  if (!parts) return <Spin className="opening" description={t('loading')} />
  return (
    <ConsoleContext value={parts}>
      <SessionContext value={{ endsAtMs: sessionEnd, onStay: () => void ask(CONSOLE_ROUTES).consoleStart({}) }}>
        <Frame />
        <Suspense fallback={null}>
          {login && <LoginDialog staffId={parts.start.staffId} onLookAgain={renew} onDone={answerLogin} />}
          {stepUp && <StepUpDialog onDone={answerStepUp} />}
        </Suspense>
      </SessionContext>
    </ConsoleContext>
  )
}
