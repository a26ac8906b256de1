import { useState } from 'react'
import { type DockIdCard, type DockState, uidSchema } from './dock-contract.ts'
import { Panel } from './panel.tsx'
import { useSend } from './use-dock.ts'
import { useBilingual, useWords } from './words.ts'

/** The campus-card reader: cards that are worth tapping, any other card, and a reader in trouble. */
export function CardsPanel({ state }: { readonly state: DockState }) {
  const say = useWords()
  const both = useBilingual()
  const send = useSend()
  const [typed, setTyped] = useState('')
  const reader = state.cardReader
  if (!reader) return null
  const uid = uidSchema.safeParse(typed)
  const firstUid = uid.success ? uid.data : (state.notableCards[0]?.uid ?? '04A1B2C3')
  return (
    <Panel
      name="card-reader"
      title={say('cardReader')}
      status={say(reader.plugged ? 'ready' : 'unplugged')}
      mood={reader.plugged ? 'good' : 'bad'}
    >
      <ul className="people">
        {state.notableCards.map(card => (
          <li key={card.uid}>
            <button type="button" className="tap" onClick={() => send('/tap', { uid: card.uid })} title={say('tap')}>
              <b>{card.idCard?.name ?? both(card.note)}</b>
              <code>{card.uid}</code>
              {card.idCard && <small>{both(card.note)}</small>}
            </button>
            {state.idReader && card.idCard && <IdButton card={card.idCard} lying={state.idReader.card} />}
          </li>
        ))}
      </ul>
      <form
        className="row"
        onSubmit={event => {
          event.preventDefault()
          if (uid.success) void send('/tap', { uid: uid.data })
        }}
      >
        <input
          value={typed}
          onChange={event => setTyped(event.target.value)}
          placeholder="04A1B2C3"
          aria-label={say('anyCard')}
          spellCheck={false}
        />
        <button type="submit" className="act" disabled={!uid.success}>
          {say('tap')}
        </button>
      </form>
      <div className="verbs">
        <button type="button" onClick={() => send('/rest', { uid: firstUid })}>
          {say('rest')}
        </button>
        <button type="button" onClick={() => send('/torn', { uid: firstUid })}>
          {say('torn')}
        </button>
        <button type="button" onClick={() => send('/noise', {})}>
          {say('noise')}
        </button>
        {reader.plugged ? (
          <button type="button" className="harm" onClick={() => send('/unplug', {})}>
            {say('unplug')}
          </button>
        ) : (
          <button type="button" className="mend" onClick={() => send('/plug', {})}>
            {say('plug')}
          </button>
        )}
      </div>
      {reader.last && (
        <p className="faint">
          {say('lastSent')}: <code>{reader.last.what}</code> {reader.last.heard ? '✓' : '✗'}
        </p>
      )}
    </Panel>
  )
}

interface IdButtonProps {
  readonly card: DockIdCard
  readonly lying: { readonly idNumber: string } | null
}

/** Lays the same person's ID card on the other reader, and takes it away again. */
function IdButton({ card, lying }: IdButtonProps) {
  const say = useWords()
  const send = useSend()
  const lies = lying?.idNumber === card.idNumber
  return (
    <button
      type="button"
      className="id"
      aria-pressed={lies}
      title={`${say(lies ? 'lift' : 'lay')} ${card.idNumber}`}
      onClick={() => (lies ? send('/lift-id', {}) : send('/lay-id', card))}
    >
      {say('idCard')}
    </button>
  )
}
