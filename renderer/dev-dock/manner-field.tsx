import type { DockManner } from './page-printer-contract.ts'
import { useSend } from './use-dock.ts'
import { useBilingual, useWords } from './words.ts'

/** Whether the printer is in this other than a good one. */
export function isBad(manner: DockManner): boolean {
  if (manner.kind === 'switch') return manner.value
  return manner.kind === 'amount' ? manner.value !== null : manner.value !== manner.choices[0]?.name
}

/** One manner of the printer, and the way to change it. */
export function MannerField({ manner }: { readonly manner: DockManner }) {
  return (
    <div className={isBad(manner) ? 'manner bad' : 'manner'} data-manner={manner.name}>
      {manner.kind === 'choice' ? <Choices manner={manner} /> : <Check manner={manner} />}
      {manner.kind === 'amount' && <Amount manner={manner} />}
    </div>
  )
}

type Of<Kind extends DockManner['kind']> = Extract<DockManner, { kind: Kind }>

function Choices({ manner }: { readonly manner: Of<'choice'> }) {
  const both = useBilingual()
  const send = useSend()
  return (
    <label className="choice">
      <span>{both(manner.label)}</span>
      <select
        value={manner.value}
        onChange={event => send('/printer/manner', { name: manner.name, value: event.target.value })}
      >
        {manner.choices.map(({ name, label }) => (
          <option key={name} value={name}>
            {both(label)}
          </option>
        ))}
      </select>
    </label>
  )
}

function Check({ manner }: { readonly manner: Of<'switch' | 'amount'> }) {
  const both = useBilingual()
  const send = useSend()
  const turned = (on: boolean) => (manner.kind === 'switch' ? on : on ? manner.usual : null)
  return (
    <label className="check">
      <input
        type="checkbox"
        checked={isBad(manner)}
        onChange={event => send('/printer/manner', { name: manner.name, value: turned(event.target.checked) })}
      />
      <span>{both(manner.label)}</span>
    </label>
  )
}

function Amount({ manner }: { readonly manner: Of<'amount'> }) {
  const both = useBilingual()
  const send = useSend()
  const unit = useWords()(manner.unit === 'ms' ? 'ms' : 'charactersUnit')
  return (
    <label className="amount">
      <input
        // What is half typed is nobody's business; a change from elsewhere begins anew.
        key={manner.value}
        type="number"
        min={0}
        aria-label={`${both(manner.label)}, ${unit}`}
        defaultValue={manner.value ?? manner.usual}
        disabled={manner.value === null}
        onBlur={event => {
          const value = event.target.valueAsNumber
          if (Number.isInteger(value) && value !== manner.value)
            void send('/printer/manner', { name: manner.name, value })
        }}
        onKeyDown={event => {
          if (event.key === 'Enter') event.currentTarget.blur()
        }}
      />
      {unit}
    </label>
  )
}
