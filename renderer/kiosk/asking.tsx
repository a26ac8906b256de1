import { useEffect } from 'react'
import { PressButton } from '../ui/press-button.tsx'
import { Ring } from '../ui/ring.tsx'
import { useRemaining } from '../ui/use-remaining.ts'
import { useKiosk, useWords } from './kiosk-context.ts'

/** "Are you still there?" Any touch answers yes, save the one on "finish". What stands behind is covered: it may be personal. */
export function Asking() {
  const { view, send } = useKiosk()
  const { t } = useWords()
  const remainingMs = useRemaining(view.countdown)
  const paying = view.content.screen === 'paying'
  useEffect(() => {
    const touch = (event: MouseEvent) => {
      if (event.target instanceof Element && event.target.closest('button')) return
      send({ kind: 'stay' })
    }
    document.addEventListener('click', touch)
    return () => document.removeEventListener('click', touch)
  }, [send])
  return (
    <div
      className="asking"
      role="alertdialog"
      aria-modal="true"
      aria-labelledby="asking-title"
      aria-describedby="asking-note"
    >
      <div className="asking-card">
        {view.countdown && <Ring remainingMs={remainingMs ?? 0} totalMs={view.countdown.totalMs} />}
        <h1 id="asking-title">{t(paying ? 'asking.payTitle' : 'asking.title')}</h1>
        <p id="asking-note" className="lead">
          {t(paying ? 'asking.payNote' : 'asking.note')}
        </p>
        <div className="nav">
          <PressButton look="quiet" onPress={() => send({ kind: 'finish' })}>
            {t(paying ? 'paying.cancel' : 'asking.finish')}
          </PressButton>
          <PressButton look="act" onPress={() => send({ kind: 'stay' })} autoFocus>
            {t(paying ? 'asking.payStay' : 'asking.stay')}
          </PressButton>
        </div>
      </div>
    </div>
  )
}
