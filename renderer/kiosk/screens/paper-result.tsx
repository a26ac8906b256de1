import type { ReactNode } from 'react'
import type { PaperAnswer } from '../../../src/contract/paper.ts'
import type { Fault } from '../../../src/fault.ts'
import type { DocumentState } from '../../../src/verification/states.ts'
import { Icon } from '../../ui/icons.tsx'
import type { Tone } from '../../ui/note.tsx'
import { useKiosk, useWords } from '../kiosk-context.ts'
import { LeaveCountdown } from '../leave-countdown.tsx'
import { Trace } from '../trace.tsx'
import type { KioskKey } from '../words.ts'
import { PaperFactsList } from './paper-facts.tsx'

/** Green is for one state alone; an open question never looks like a bad paper. */
const TONES: Readonly<Record<DocumentState, Tone>> = { valid: 'ok', replaced: 'wait', expired: 'wait', revoked: 'stop' }

interface Said {
  readonly tone: Tone
  readonly word: KioskKey
  readonly means: KioskKey
  readonly how: KioskKey
}

/** What is said where no document was found. A bad scan is an open question. */
const SAID: Readonly<Record<Exclude<PaperAnswer['outcome'], 'found'>, Said>> = {
  'not-found': { tone: 'stop', word: 'paper.notFound', means: 'paper.notFoundMeans', how: 'paper.notFoundHow' },
  'not-ours': { tone: 'stop', word: 'verdict.not-ours.word', means: 'paper.notOursMeans', how: 'paper.notOursHow' },
  unreadable: { tone: 'info', word: 'paper.unreadable', means: 'paper.unreadableMeans', how: 'paper.unreadableHow' },
}

/** What the university says of a paper. */
export function PaperResult({ answer }: { readonly answer: PaperAnswer }) {
  const { view } = useKiosk()
  const { t } = useWords()
  if (answer.outcome === 'found') {
    const { state } = answer.paper
    return (
      <>
        <Verdict tone={TONES[state]} outcome={state} word={t(`verdict.${state}.word`)}>
          <p className="spare">{t(`verdict.${state}.means`)}</p>
          {state !== 'valid' && <b>{t(`verdict.${state}.toDo`)}</b>}
        </Verdict>
        <PaperFactsList answer={answer} />
        <LeaveCountdown />
      </>
    )
  }
  const { tone, word, means, how } = SAID[answer.outcome]
  return (
    <>
      <Verdict tone={tone} outcome={answer.outcome} word={t(word)} alone>
        <p>{t(means, { site: answer.site })}</p>
        <b>{t(how)}</b>
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
  const { t } = useWords()
  return (
    <>
      <Verdict tone="info" outcome="cannot-check" word={t('verdict.cannot-check.word')} alone>
        <p>{t(`faults.${fault.code}.what`)}</p>
        <b>{t('verdict.cannot-check.means')}</b>
        <p className="spare">{t(`faults.${fault.code}.action`)}</p>
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
