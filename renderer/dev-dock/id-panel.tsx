import { type FormEvent, useState } from 'react'
import type { DockIdCard, DockState } from './dock-contract.ts'
import { Panel } from './panel.tsx'
import { useSend } from './use-dock.ts'
import { useWords } from './words.ts'

/** "Read failed": the card was moved while it was read. */
const READ_FAILED = 0x41

/** The ID-card reader: cards to lay on it, and a module in trouble. */
export function IdPanel({ state }: { readonly state: DockState }) {
  const say = useWords()
  const send = useSend()
  const reader = state.idReader
  if (!reader) return null
  const status = !reader.plugged ? 'unplugged' : reader.silent ? 'silent' : reader.card ? 'onReader' : 'ready'
  return (
    <Panel
      name="id-reader"
      title={say('idReader')}
      status={say(status)}
      mood={!reader.plugged || reader.silent ? 'bad' : reader.card ? 'busy' : 'good'}
    >
      {reader.card && (
        <p className="lying">
          <b>{reader.card.name}</b> <code>{reader.card.idNumber}</code>
        </p>
      )}
      <OtherIdCard />
      <div className="verbs">
        <button type="button" disabled={!reader.card} onClick={() => send('/lift-id', {})}>
          {say('lift')}
        </button>
        <button type="button" onClick={() => send('/id-reader/fail-next', { sw3: READ_FAILED })}>
          {say('failRead')}
        </button>
        <button type="button" onClick={() => send('/id-reader/garbage', {})}>
          {say('garbage')}
        </button>
        {reader.silent ? (
          <button type="button" className="mend" onClick={() => send('/id-reader/speak', {})}>
            {say('speak')}
          </button>
        ) : (
          <button type="button" className="harm" onClick={() => send('/id-reader/silence', {})}>
            {say('silence')}
          </button>
        )}
        {reader.plugged ? (
          <button type="button" className="harm" onClick={() => send('/id-reader/unplug', {})}>
            {say('unplug')}
          </button>
        ) : (
          <button type="button" className="mend" onClick={() => send('/id-reader/plug', {})}>
            {say('plug')}
          </button>
        )}
      </div>
    </Panel>
  )
}

function OtherIdCard() {
  const say = useWords()
  const send = useSend()
  const [type, setType] = useState<DockIdCard['type']>('resident')
  const lay = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const text = (field: string) => String(form.get(field) ?? '').trim()
    const name = text('name')
    void send('/lay-id', {
      type,
      name,
      idNumber: text('idNumber'),
      ...(type.startsWith('foreign') ? { latinName: name } : {}),
    })
  }
  return (
    <details>
      <summary>{say('otherPerson')}</summary>
      <form className="stack" onSubmit={lay}>
        <select value={type} onChange={event => setType(event.target.value as DockIdCard['type'])}>
          <option value="resident">居民身份证 · resident</option>
          <option value="hk-macao-taiwan">港澳台居民居住证 · HK, Macao, Taiwan</option>
          <option value="foreign-2017">外国人永久居留 2017 · foreigner</option>
          <option value="foreign-2023">外国人永久居留 2023 · foreigner</option>
        </select>
        <input name="name" required maxLength={120} placeholder={say('name')} aria-label={say('name')} />
        <div className="row">
          <input
            name="idNumber"
            required
            minLength={15}
            maxLength={18}
            placeholder={say('idNumber')}
            aria-label={say('idNumber')}
            spellCheck={false}
          />
          <button type="submit" className="act">
            {say('lay')}
          </button>
        </div>
      </form>
    </details>
  )
}
