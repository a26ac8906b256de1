import { PressButton } from '../../ui/press-button.tsx'
import { FaultNote } from '../fault-note.tsx'
import { type ContentOf, useKiosk, useWords } from '../kiosk-context.ts'
import { Screen } from '../screen.tsx'
import { Keypad } from './keypad.tsx'

type Entering = ContentOf<'entering-code'>

/** A code of staff, typed on ten large keys. */
export function EnteringCodeScreen({ content }: { readonly content: Entering }) {
  const { send } = useKiosk()
  const { t } = useWords()
  const { typed, digits, fault, busy } = content
  return (
    <Screen
      name="entering-code"
      title={t('reprint.codeTitle')}
      lead={t('reprint.codeLead', { digits })}
      controls={<Keypad isFull={typed.length >= digits} isEmpty={typed === ''} disabled={busy} />}
      nav={
        <>
          <PressButton look="quiet" disabled={busy} onPress={() => send({ kind: 'back' })}>
            {t('nav.back')}
          </PressButton>
          <PressButton look="act" disabled={busy || typed.length < digits} onPress={() => send({ kind: 'confirm' })}>
            {busy ? t('previewing.busy') : t('reprint.print')}
          </PressButton>
        </>
      }
    >
      <div className="centre">
        <Typed content={content} />
      </div>
      {fault && <FaultNote fault={fault} tone="wait" />}
    </Screen>
  )
}

const IN_GROUP = 4

/** What was typed so far, four and four as it is read out. */
function Typed({ content: { typed, digits } }: { readonly content: Entering }) {
  const { t } = useWords()
  const places = Array.from({ length: digits }, (_, place) => place)
  const groups = places.filter(place => place % IN_GROUP === 0)
  return (
    <div className="typed" role="img" aria-label={t('reprint.codeTyped', { done: typed.length, digits })}>
      {groups.map(from => (
        <span className="typed-group" key={from}>
          {places.slice(from, from + IN_GROUP).map(place => (
            <span className={`typed-digit ${place === typed.length ? 'next' : ''}`} key={place}>
              {typed[place]}
            </span>
          ))}
        </span>
      ))}
    </div>
  )
}
