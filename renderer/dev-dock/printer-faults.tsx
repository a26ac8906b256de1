import type { ReactNode } from 'react'
import { AnswerForm } from './answer-form.tsx'
import { isBad, MannerField } from './manner-field.tsx'
import { type DockPagePrinter, MANNER_GROUPS, type MannerGroup } from './page-printer-contract.ts'
import { PowerForm } from './power-form.tsx'
import { useSend } from './use-dock.ts'
import { type DockWord, useWords } from './words.ts'

const GROUPS: Readonly<Record<MannerGroup, DockWord>> = {
  memory: 'groupMemory',
  counts: 'groupCounts',
  answers: 'groupAnswers',
  ends: 'groupEnds',
  abilities: 'groupAbilities',
}

/** What is rarely wanted of the page printer, in a fold: its line, its memory in the dark, and its manners. */
export function PrinterFaults({ printer }: { readonly printer: DockPagePrinter }) {
  const say = useWords()
  const send = useSend()
  const bad = printer.manners.filter(isBad).length
  return (
    <details className="fold" data-fold="printer-faults">
      <summary>
        {say('moreFaults')} {bad > 0 && <span className="status bad">{say('faultsOn', { n: bad })}</span>}
      </summary>
      <Part title={say('line')}>
        <div className="verbs">
          <Turn on={printer.hung} words={['hang', 'wake']} action="/printer/hang" />
          <Turn on={printer.cutOff} words={['cutCable', 'plugCable']} action="/printer/cut-off" />
          <Turn on={printer.holding} words={['holdJobs', 'releaseJobs']} action="/printer/hold-jobs" />
          <button type="button" onClick={() => send('/printer/foreign-job', {})}>
            {say('foreignJob')}
          </button>
        </div>
        <AnswerForm />
        {printer.heldOperations.map(operation => (
          <span key={operation} className="status bad">
            {say('answerHeld', { operation })}
          </span>
        ))}
      </Part>
      <Part title={say('powerCut')}>
        <PowerForm powered={printer.powered} />
      </Part>
      <p className="faint">
        {say('everPrinted', { sheets: printer.sheetsEver, impressions: printer.impressionsEver })}
      </p>
      {MANNER_GROUPS.map(group => (
        <Part key={group} title={say(GROUPS[group])}>
          {printer.manners
            .filter(manner => manner.group === group)
            .map(manner => (
              <MannerField key={manner.name} manner={manner} />
            ))}
        </Part>
      ))}
      <button type="button" className="mend" disabled={bad === 0} onClick={() => send('/printer/good-manners', {})}>
        {say('allGood')}
      </button>
    </details>
  )
}

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <fieldset>
      <legend>{title}</legend>
      {children}
    </fieldset>
  )
}

interface TurnProps {
  readonly on: boolean
  /** On the button that makes the fault, and on the one in its place that mends it. */
  readonly words: readonly [make: DockWord, mend: DockWord]
  readonly action: `/printer/${'hang' | 'cut-off' | 'hold-jobs'}`
}

function Turn({ on, words, action }: TurnProps) {
  const say = useWords()
  const send = useSend()
  return (
    <button type="button" className={on ? 'mend' : 'harm'} onClick={() => send(action, { on: !on })}>
      {say(words[on ? 1 : 0])}
    </button>
  )
}
