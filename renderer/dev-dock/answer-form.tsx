import { useState } from 'react'
import { HELD_OPERATIONS } from './page-printer-contract.ts'
import { useSend } from './use-dock.ts'
import { type DockWord, useWords } from './words.ts'

type Operation = (typeof HELD_OPERATIONS)[number]
const ACTS = {
  before: 'actsBefore',
  after: 'actsAfter',
  never: 'actsNever',
  'after-hanging-up': 'actsAfterHangingUp',
} as const satisfies Record<string, DockWord>
type Acts = keyof typeof ACTS

/** Makes the next answers of one operation late, or lost. */
export function AnswerForm() {
  const say = useWords()
  const send = useSend()
  const [operation, setOperation] = useState<Operation>('Print-Job')
  const [acts, setActs] = useState<Acts>('before')
  const [answers, setAnswers] = useState(true)
  const [seconds, setSeconds] = useState(30)
  const [count, setCount] = useState(1)
  return (
    <form
      className="row wrap"
      onSubmit={event => {
        event.preventDefault()
        void send('/printer/hold-answers', { operation, seconds, acts, answers, count })
      }}
    >
      <span>{say('holdAnswer')}</span>
      <select
        value={operation}
        aria-label={say('operation')}
        onChange={event => setOperation(event.target.value as Operation)}
      >
        {HELD_OPERATIONS.map(name => (
          <option key={name}>{name}</option>
        ))}
      </select>
      <Figure word="seconds" value={seconds} min={0} max={600} onValue={setSeconds} />
      <select value={acts} aria-label={say('holdAnswer')} onChange={event => setActs(event.target.value as Acts)}>
        {(Object.keys(ACTS) as Acts[]).map(one => (
          <option key={one} value={one}>
            {say(ACTS[one])}
          </option>
        ))}
      </select>
      <select
        value={String(answers)}
        aria-label={say('isAnswered')}
        onChange={event => setAnswers(event.target.value === 'true')}
      >
        <option value="true">{say('isAnswered')}</option>
        <option value="false">{say('isDropped')}</option>
      </select>
      <Figure word="times" value={count} min={1} max={1000} onValue={setCount} />
      <button type="submit">{say('arm')}</button>
    </form>
  )
}

interface FigureProps {
  /** With the number in it: where that stands is the language's own. */
  readonly word: 'seconds' | 'times'
  readonly value: number
  readonly min: number
  readonly max: number
  readonly onValue: (value: number) => void
}

function Figure({ word, value, min, max, onValue }: FigureProps) {
  const [before, after] = useWords()(word, { n: '\n' }).split('\n')
  return (
    <label className="figure">
      {before}
      <input
        type="number"
        min={min}
        max={max}
        value={value}
        onChange={event => onValue(Math.min(max, Math.max(min, event.target.valueAsNumber || min)))}
      />
      {after}
    </label>
  )
}
