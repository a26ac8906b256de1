import { useEffect, useState } from 'react'
import { type Act, IDLE } from './asking.ts'
import { PlaceLink } from './place-link.tsx'
import { usePortal } from './portal-context.ts'
import { TroubleNote } from './trouble-note.tsx'
import { useWords } from './words.ts'
import { Working } from './working.tsx'

export interface WrongHereProps {
  readonly kind: string
  readonly edition: string
  /** Where it stands at the beginning. */
  readonly first?: Act
}

/** Something is wrong in a document that was seen at a kiosk: the same one is made here, so that the spot can be marked on it. */
export function WrongHere({ kind, edition, first }: WrongHereProps) {
  const t = useWords()
  const { server, goTo } = usePortal()
  const [round, setRound] = useState(0)
  const [act, setAct] = useState(first ?? IDLE)
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new round is what asks again
  useEffect(() => {
    if (first) return
    let isCurrent = true
    setAct(IDLE)
    void server.draft({ kind, edition }).then(made => {
      if (!isCurrent) return
      if (made.ok) goTo({ screen: 'wrong', applicationId: made.value.applicationId })
      else setAct({ isBusy: false, refusal: made.error })
    })
    return () => {
      isCurrent = false
    }
  }, [server, goTo, kind, edition, round, first])
  return (
    <section className="narrow">
      <h1>{t('wrong.title')}</h1>
      {act.refusal === null ? (
        <Working what={t('wrong.opening')} />
      ) : (
        <>
          <TroubleNote refusal={act.refusal} onAgain={() => setRound(round + 1)} />
          <PlaceLink to={{ screen: 'contact' }} className="button quiet">
            {t('contact.title')}
          </PlaceLink>
        </>
      )}
    </section>
  )
}
