import type { ErrataNumber } from './enrolment.ts'
import { type Errata, newErrata } from './errata.ts'
import type { ErrataEvent, ErrataOutcome, ErrataRefusalName } from './errata-event.ts'
import type { ErrataContent, ErrataItem } from './errata-items.ts'
import { reduceErrata } from './errata-reduce.ts'
import { CAMPAIGN, inChina } from './fixtures.ts'

export const REGISTER_ROW: ErrataItem = {
  ...{ on: 'register', field: 'major', wrong: '软件工程', right: '网络工程', evidence: [] },
}
export const CAPTION_ROW: ErrataItem = {
  ...{ on: 'paper-photo', field: 'studentNumber', wrong: '1', right: '2022010101', evidence: [] },
}
export const CONTENT: ErrataContent = { items: [REGISTER_ROW], photoProblem: 'none', contact: '13800000000' }
export const DRAFT = newErrata('26-7P3KJ-9WJ9' as ErrataNumber, CONTENT)
/** With nothing for the national register. */
export const PHOTO_DRAFT = newErrata(DRAFT.number, { ...CONTENT, items: [CAPTION_ROW], photoProblem: 'bad-quality' })

export const NOW = inChina('2026-03-10 12:00:00')

type Plain<Event> = Event extends { readonly key: string } ? Omit<Event, 'key'> : never
type Unkeyed = Plain<ErrataEvent>
let serial = 0
/** An event under a key of its own. */
const keyed = (event: Unkeyed, key = `k-${++serial}`) => ({ ...event, key }) as ErrataEvent

const staffId = 's-1'
export const E = {
  rewrite: (content: ErrataContent, key?: string) => keyed({ kind: 'rewrite', content }, key),
  submit: (lateReason: string | null = null, isLate = lateReason !== null, key?: string) =>
    keyed({ kind: 'submit', isLate, lateReason }, key),
  withdraw: (key?: string) => keyed({ kind: 'withdraw' }, key),
  supplement: (changed: Partial<Extract<ErrataEvent, { kind: 'supplement' }>> = {}) =>
    keyed({ kind: 'supplement', row: 0, evidence: ['on-paper'], note: '', ...changed }),
  collegeApprove: (acceptsLate = false, key?: string) => keyed({ kind: 'college-approve', staffId, acceptsLate }, key),
  collegeReturn: (reason = '请补证明') => keyed({ kind: 'college-return', staffId, reason }),
  registryApprove: () => keyed({ kind: 'registry-approve', staffId }),
  registryReject: (reason = '与录取一致') => keyed({ kind: 'registry-reject', staffId, reason }),
  registryAskMore: (reason = '请补户口页') => keyed({ kind: 'registry-ask-more', staffId, reason }),
  export: () => keyed({ kind: 'export', staffId }),
  fix: () => keyed({ kind: 'fix', staffId }),
  externalFail: (reason = '平台退回') => keyed({ kind: 'external-fail', staffId, reason }),
}

/** A form after such events, each of which must be taken. */
export const gone = (start: Errata, ...events: readonly ErrataEvent[]): Errata =>
  events.reduce((errata, event) => outcome(errata, event).errata, start)

export function outcome(errata: Errata, event: ErrataEvent, at = NOW): ErrataOutcome {
  const step = reduceErrata(errata, event, { campaign: CAMPAIGN, at })
  if (!step.ok) throw new Error(`${event.kind} was refused: ${step.error.name}`)
  return step.value
}

/** By what name an event is refused; null where it is taken. */
export function refusalOf(errata: Errata, event: ErrataEvent, at = NOW): ErrataRefusalName | null {
  const step = reduceErrata(errata, event, { campaign: CAMPAIGN, at })
  if (!step.ok && step.error.newest !== errata) throw new Error('a refusal changes nothing')
  return step.ok ? null : step.error.name
}
