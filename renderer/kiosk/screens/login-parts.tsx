import type { Fault } from '../../../src/fault.ts'
import { formatSpan } from '../../ui/formats.ts'
import { Note } from '../../ui/note.tsx'
import { PressButton } from '../../ui/press-button.tsx'
import { useRemaining } from '../../ui/use-remaining.ts'
import { type ContentOf, useKiosk, useWords } from '../kiosk-context.ts'

type Login = ContentOf<'phone-login'>['login']

/** A login that has come as far as `Step`. */
export type LoginOf<Step extends Login['step']> = Extract<Login, { step: Step }>

/** Back to the ways in: whatever was begun with a phone ends. */
export function LoginBack() {
  const { send } = useKiosk()
  const { t } = useWords()
  return (
    <PressButton look="quiet" onPress={() => send({ kind: 'back' })}>
      {t('nav.back')}
    </PressButton>
  )
}

/** How long this is still good for. */
export function LoginTime({ word }: { readonly word: 'phoneLogin.left' | 'phoneLogin.timeLeft' | 'handover.left' }) {
  const { view } = useKiosk()
  const { t } = useWords()
  const remainingMs = useRemaining(view.countdown?.kind === 'login' ? view.countdown : null)
  if (remainingMs === null) return null
  return (
    <div className="left" role="timer">
      <span>{t(word)}</span>
      <b className="number">{formatSpan(remainingMs)}</b>
    </div>
  )
}

/** The server has not been heard for a while, which ends nothing. */
export function SilentNote({ silent }: { readonly silent: Fault | null }) {
  const { t } = useWords()
  if (!silent) return null
  return (
    <Note tone="wait">
      <b>{t('phoneLogin.silent')}</b> <span className="spare">{t('phoneLogin.silentNote')}</span>
    </Note>
  )
}
