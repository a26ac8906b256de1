import { useState } from 'react'
import type { Erasure } from '../../src/contract/erasure-api.ts'
import { Note } from '../ui/note.tsx'
import { PressButton } from '../ui/press-button.tsx'
import { useAct } from './asking.ts'
import { usePortal, useTimes } from './portal-context.ts'
import { TroubleNote } from './trouble-note.tsx'
import { useWords } from './words.ts'

export interface ErasureWishProps {
  readonly wish: Erasure['wish']
  readonly isHeldUp: boolean
  readonly onUndone: () => void
}

/** How far the wish is: when it happens, with the one press that undoes it, or how much is done. */
export function ErasureWish({ wish, isHeldUp, onUndone }: ErasureWishProps) {
  const t = useWords()
  const { time } = useTimes()
  const { server } = usePortal()
  const [isUndone, setIsUndone] = useState(false)
  const { isBusy, refusal, run } = useAct()
  const undo = () =>
    void run(
      () => server.undoErasure({}),
      () => {
        setIsUndone(true)
        onUndone()
      },
    )
  if (wish === null)
    return (
      <div role="status">
        {isUndone && (
          <Note tone="ok">
            <b>{t('erasure.undone')}</b>
          </Note>
        )}
      </div>
    )
  const { state, askedAt, dueAt, partsDone, parts } = wish
  if (state === 'under-way')
    return (
      <div className="card" role="status">
        <h2>{t('erasure.underWay')}</h2>
        <progress className="wide" max={parts} value={partsDone} aria-label={t('erasure.underWay')} />
        <p>{t('erasure.parts', { done: partsDone, parts })}</p>
        <p className="small">{t('erasure.underWayHow')}</p>
      </div>
    )
  const isDue = Date.parse(dueAt) <= Date.now() && isHeldUp
  return (
    <div className="card" role="status">
      <h2>{t(isDue ? 'erasure.heldUp' : 'erasure.waiting')}</h2>
      <p>{t('erasure.due', { time: time(dueAt), asked: time(askedAt) })}</p>
      <PressButton look="act" className="wide" disabled={isBusy} onPress={undo}>
        {t('erasure.undo')}
      </PressButton>
      <TroubleNote refusal={refusal} />
    </div>
  )
}
