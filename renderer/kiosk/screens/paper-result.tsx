import type { ReactNode } from 'react'
import type { PaperAnswer } from '../../../src/contract/paper.ts'
import { type Fault, wordsOf } from '../../../src/fault.ts'
import type { DocumentState } from '../../../src/verification/states.ts'
import { OUTCOME_WORDS } from '../../../src/verification/words.ts'
import { Icon } from '../../ui/icons.tsx'
import type { Tone } from '../../ui/note.tsx'
import { useKiosk, useWords } from '../kiosk-context.ts'
import { LeaveCountdown } from '../leave-countdown.tsx'
import { Trace } from '../trace.tsx'
import { PaperFactsList } from './paper-facts.tsx'

/** Green is for one state alone; an open question never looks like a bad paper. */
const TONES: Readonly<Record<DocumentState, Tone>> = { valid: 'ok', replaced: 'wait', expired: 'wait', revoked: 'stop' }

/** What the university says of a paper. */
export function PaperResult({ answer }: { readonly answer: PaperAnswer }) {
  const { view } = useKiosk()
  const { t, text } = useWords()
  if (answer.outcome === 'found') {
    const { state } = answer.paper
    const words = OUTCOME_WORDS[state]
    return (
      <>
        <Verdict tone={TONES[state]} outcome={state} word={text(words.word)}>
          <p className="spare">{text(words.means)}</p>
          {state !== 'valid' && <b>{text(words.toDo)}</b>}
        </Verdict>
        <PaperFactsList answer={answer} />
        <LeaveCountdown />
      </>
    )
  }
  const isMissing = answer.outcome === 'not-found'
  return (
    <>
      <Verdict
        tone="stop"
        outcome={answer.outcome}
        word={isMissing ? t('paper.notFound') : text(OUTCOME_WORDS['not-ours'].word)}
        alone
      >
        <p>{t(isMissing ? 'paper.notFoundMeans' : 'paper.notOursMeans', { site: answer.site })}</p>
        <b>{t(isMissing ? 'paper.notFoundHow' : 'paper.notOursHow')}</b>
      </Verdict>
      <div className="small-print">
        <p>{t('paper.help', { phone: view.helpPhone })}</p>
        <LeaveCountdown />
      </div>
    </>
  )
}

/** Nothing could be found out. The paper is not judged. */
export function CannotCheck({ fault }: { readonly fault: Fault }) {
  const { text } = useWords()
  const words = OUTCOME_WORDS['cannot-check']
  const { what, action } = wordsOf(fault.code)
  return (
    <>
      <Verdict tone="info" outcome="cannot-check" word={text(words.word)} alone>
        <p>{text(what)}</p>
        <b>{text(words.means)}</b>
        <p className="spare">{text(action)}</p>
      </Verdict>
      <div className="small-print">
        <Trace fault={fault} />
        <LeaveCountdown />
      </div>
    </>
  )
}

/** The answer in one word, with colour and outline of its own, and what it means. `alone` where no facts follow. */
function Verdict(props: {
  readonly tone: Tone
  readonly outcome: string
  readonly word: string
  readonly alone?: boolean
  readonly children: ReactNode
}) {
  return (
    <div
      className={`verdict tone-${props.tone} ${props.alone ? 'alone' : ''}`}
      role="status"
      data-outcome={props.outcome}
    >
      <Icon name={props.tone} />
      <div className="verdict-words">
        <h1>{props.word}</h1>
        {props.children}
      </div>
    </div>
  )
}
