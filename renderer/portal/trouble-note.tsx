import { FAULT_REFERENCES } from '../../src/fault.ts'
import { Note } from '../ui/note.tsx'
import { PressButton } from '../ui/press-button.tsx'
import type { Refusal } from '../web/route-client.ts'
import { PlaceLink } from './place-link.tsx'
import { usePortal } from './portal-context.ts'
import { troubleOf } from './trouble.ts'
import { useWords } from './words.ts'

export interface TroubleNoteProps {
  /** Null while all is well. */
  readonly refusal: Refusal | null
  /** Where the way to try again is not the button that was pressed. */
  readonly onAgain?: () => void
}

/** What did not work, what to do, and the number to name on the telephone. Said aloud when it comes. */
export function TroubleNote({ refusal, onAgain }: TroubleNoteProps) {
  return <div role="status">{refusal && <Trouble refusal={refusal} {...(onAgain ? { onAgain } : {})} />}</div>
}

function Trouble({ refusal, onAgain }: { readonly refusal: Refusal; readonly onAgain?: () => void }) {
  const t = useWords()
  const { house, isOnline, onProve } = usePortal()
  const trouble = troubleOf(refusal, isOnline)
  // Where the number stands in the sentence is the language's own affair; it is never broken in two.
  const [before, after] = t('trouble.reference', { reference: '\n' }).split('\n')
  const isOwnLine = trouble === 'offline'
  return (
    <Note tone={isOwnLine || trouble === 'proof-too-old' ? 'wait' : 'stop'}>
      <b>{t(`trouble.${trouble}.what`)}</b>
      <p>{t(`trouble.${trouble}.toDo`)}</p>
      {!isOwnLine && (
        <p className="small">
          {before}
          <span className="number">{FAULT_REFERENCES[refusal.fault.code]}</span>
          {after}
          {house?.helpPhone && (
            <>
              {' · '}
              <span className="number">{house.helpPhone}</span>
            </>
          )}
        </p>
      )}
      {trouble === 'proof-too-old' && (
        <PressButton look="quiet" className="note-key" onPress={onProve}>
          {t('login.title')}
        </PressButton>
      )}
      {trouble === 'draft-outdated' && <PlaceLink to={{ screen: 'apply' }}>{t('draft.other')}</PlaceLink>}
      {trouble === 'gone' && <PlaceLink to={{ screen: 'records' }}>{t('nav.records')}</PlaceLink>}
      {onAgain && trouble !== 'gone' && (
        <PressButton look="quiet" className="note-key" onPress={onAgain}>
          {t('trouble.again')}
        </PressButton>
      )}
    </Note>
  )
}
