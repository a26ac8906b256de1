import { err, impossible, ok } from '../result.ts'
import type { Errata } from './errata.ts'
import type { ErrataEvent, Turned } from './errata-event.ts'
import { type ErrataContent, EVIDENCE_MAX } from './errata-items.ts'
import { saidReason } from './said-reason.ts'

type OfStudent = Extract<ErrataEvent, { readonly kind: 'rewrite' | 'submit' | 'withdraw' | 'supplement' }>

/** What a student does with a form: as long as the college has not agreed, and after it where the registry asks. */
export function studentStep(errata: Errata, event: OfStudent): Turned {
  const { state } = errata
  const isInHand = state === 'draft' || state === 'college-back'
  switch (event.kind) {
    case 'rewrite':
      return isInHand ? ok({ state, changes: { content: event.content } }) : err('not-yours-any-more')
    case 'submit':
      return isInHand ? submit(errata, event) : err('not-yours-any-more')
    case 'withdraw':
      if (!isInHand && state !== 'submitted') return err('college-has-spoken')
      return ok({ state: 'withdrawn', effects: isTied(errata) ? [{ kind: 'end-check', how: 'withdrawn' }] : [] })
    case 'supplement':
      return state === 'need-more' ? supplement(errata, event) : err('nothing-asked')
    default:
      return impossible(event)
  }
}

/** Whether the check is disputed by this form: a late one that the college has given back has let go of it. */
const isTied = ({ state, lateReason }: Errata): boolean =>
  state !== 'draft' && !(state === 'college-back' && lateReason !== null)

/** A form that was in time once is in time when it comes back: the college's days are not the student's. */
function submit(errata: Errata, event: Extract<OfStudent, { readonly kind: 'submit' }>): Turned {
  const wasInTime = errata.state === 'college-back' && errata.lateReason === null
  const late = readLate(event.isLate && !wasInTime, event.lateReason)
  if ('flaw' in late) return err(late.flaw)
  const { lateReason } = late
  return ok({
    state: 'submitted',
    changes: { lateReason },
    note: lateReason,
    effects: [
      ...(isTied(errata) ? [] : [{ kind: 'dispute-check' as const, lateReason }]),
      { kind: 'work-for', office: 'college' },
    ],
  })
}

function readLate(isLate: boolean, text: string | null) {
  if (!isLate) return { lateReason: null }
  const said = saidReason(text ?? '')
  if ('reason' in said) return { lateReason: said.reason }
  return { flaw: said.flaw === 'reason-missing' ? ('late-reason-missing' as const) : said.flaw }
}

function supplement(errata: Errata, event: Extract<OfStudent, { readonly kind: 'supplement' }>): Turned {
  const { items } = errata.content
  const isOfARow = event.row === null ? event.evidence.length === 0 : items[event.row] !== undefined
  if (!isOfARow) return err('no-such-row')
  const said = saidReason(event.note)
  const note = 'reason' in said ? said.reason : null
  if ('flaw' in said && said.flaw === 'reason-too-long') return err(said.flaw)
  if (event.evidence.length === 0 && note === null) return err('evidence-missing')
  const content: ErrataContent = {
    ...errata.content,
    items: items.map((item, row) =>
      row === event.row ? { ...item, evidence: [...item.evidence, ...event.evidence] } : item,
    ),
  }
  const files = content.items.flatMap(({ evidence }) => evidence).filter(one => one !== 'on-paper')
  if (files.length > EVIDENCE_MAX) return err('evidence-too-much')
  return ok({
    state: 'college-ok',
    changes: { content },
    note,
    effects: [{ kind: 'work-for', office: 'registry' }],
  })
}
