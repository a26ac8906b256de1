import { useCallback, useState } from 'react'
import type { Erasure } from '../../src/contract/erasure-api.ts'
import { textIn } from '../ui/formats.ts'
import { Note } from '../ui/note.tsx'
import { PressButton } from '../ui/press-button.tsx'
import { useLanguage } from '../web/app-words.tsx'
import { Answered } from './answered.tsx'
import { type Act, IDLE, useAct, useAnswer } from './asking.ts'
import { ErasureParts } from './erasure-parts.tsx'
import { ErasureWish } from './erasure-wish.tsx'
import { usePortal } from './portal-context.ts'
import { ProveNote } from './prove-note.tsx'
import { SureKeys } from './sure-keys.tsx'
import { TroubleNote } from './trouble-note.tsx'
import { useWords } from './words.ts'

/** Where asking for it stands at the beginning. */
export interface AskingFirst {
  readonly isSure: boolean
  readonly act: Act
}

/** What of a person goes and what stays, and the way to have it erased and to undo that. */
export function ErasureScreen({ first }: { readonly first?: AskingFirst }) {
  const t = useWords()
  const { server } = usePortal()
  const asked = useAnswer(useCallback(() => server.erasure({}), [server]))
  return (
    <section className="narrow">
      <h1>{t('erasure.title')}</h1>
      <p className="lead">{t('erasure.lead')}</p>
      <Answered asked={asked} what={t('erasure.loading')}>
        {erasure => (
          <>
            <ErasureWish wish={erasure.wish} isHeldUp={erasure.running.length > 0} onUndone={asked.refresh} />
            <Running running={erasure.running} />
            <ErasureParts erasure={erasure} />
            {erasure.wish === null && (
              <AskErasure erasure={erasure} onAsked={asked.refresh} {...(first ? { first } : {})} />
            )}
          </>
        )}
      </Answered>
    </section>
  )
}

/** What is under way, and has to come to its end first. */
function Running({ running }: Pick<Erasure, 'running'>) {
  const t = useWords()
  const language = useLanguage()
  if (running.length === 0) return null
  return (
    <Note tone="info">
      <b>{t('erasure.running')}</b>
      <ul className="dots">
        {running.map(one => (
          <li key={one.en}>{textIn(language, one)}</li>
        ))}
      </ul>
      <p className="small">{t('erasure.runningHow')}</p>
    </Note>
  )
}

interface AskErasureProps {
  readonly erasure: Erasure
  readonly onAsked: () => void
  readonly first?: AskingFirst
}

function AskErasure({ erasure, onAsked, first }: AskErasureProps) {
  const t = useWords()
  const { server } = usePortal()
  const [isSure, setIsSure] = useState(first?.isSure ?? false)
  const { isBusy, refusal, run } = useAct(first?.act ?? IDLE)
  const { graceDays, lettersTo } = erasure
  const ask = () => {
    const toTop = () => {
      onAsked()
      window.scrollTo(0, 0)
    }
    void run(() => server.askErasure({}), toTop)
  }
  return (
    <div className="card">
      {isSure ? (
        <>
          <b>{t('erasure.sure', { days: graceDays })}</b>
          <SureKeys
            {...{ isBusy, no: t('erasure.sureNo'), yes: t('erasure.sureYes') }}
            onNo={() => setIsSure(false)}
            onYes={ask}
          />
        </>
      ) : (
        <PressButton look="quiet" className="wide" onPress={() => setIsSure(true)}>
          {t('erasure.ask')}
        </PressButton>
      )}
      <p className="small">
        {lettersTo.length > 0 ? t('erasure.told', { to: lettersTo.join(' · ') }) : t('erasure.toldNowhere')}
      </p>
      {refusal?.fault.code === 'proof-too-old' ? (
        <ProveNote why={t('erasure.proveHow')} />
      ) : (
        <TroubleNote refusal={refusal} />
      )}
    </div>
  )
}
