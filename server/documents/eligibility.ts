import type { Bilingual } from '../../src/contract/texts.ts'
import type { Assurance } from '../../src/rules/assurance.ts'
import type { DataRow } from '../records/records.ts'
import { misfit } from './data-fields.ts'
import type { EditionDefinition, KindDefinition, Need, RowsWanted } from './kind.ts'
import type { OfferApproval } from './office-approval.ts'
import { isKnown, type Subject } from './subject.ts'

/** How an edition stands for a person: not shown at all, shown with a reason why not, or to be had. */
export type Standing =
  | { readonly kind: 'hidden' }
  /** `mayPass`: it is no lasting matter of who the person is, but a hold, an approval, a card, or data to be mended. */
  | {
      readonly kind: 'unavailable'
      readonly reason: Bilingual
      readonly mayPass: boolean
      /** The office that must agree, where that alone is missing. */
      readonly approval: OfferApproval | null
    }
  | { readonly kind: 'available'; readonly approval: OfferApproval | null }

const HIDDEN = { kind: 'hidden' } as const

/** Whether this person may have the edition now. What is hidden has nothing to tell a visitor; what is shown has a reason. */
export function standingOf(kind: KindDefinition, edition: EditionDefinition, subject: Subject): Standing {
  const { person } = subject
  if (!kind.groups.includes(person.group)) return HIDDEN
  if (kind.levels && !(person.level && kind.levels.includes(person.level))) return HIDDEN
  if (edition.hiddenWithout.some(need => !HAS[need](subject))) return HIDDEN
  const short = edition.sources.find(source => (wantedRows(subject, source)?.length ?? 0) < source.least)
  if (short?.otherwise === 'hidden') return HIDDEN

  const status = statusReason(kind, subject)
  if (status) return not(status, false)
  const hold = holdReason(kind, subject)
  if (hold) return not(hold, true)
  const lacking = needReason(kind, edition, subject) ?? (short ? short.otherwise : null)
  if (lacking) return not(lacking, false)
  if (firstMisfit(kind, edition, subject)) return not(kind.unavailable.records, true)
  // The card last: nobody is sent for another one only to read of the next hindrance.
  const approval = officeApprovalOf(kind, subject)
  const mayComeLater = subject.mayAwaitApproval || subject.known === 'by-the-office'
  if (approval && !mayComeLater) return not(approval.reason, true, approval)
  const withheld = approvalReason(kind, subject) ?? assuranceReason(kind, subject)
  return withheld ? not(withheld, true) : { kind: 'available', approval }
}

const not = (reason: Bilingual, mayPass: boolean, approval: OfferApproval | null = null): Standing => ({
  ...({ kind: 'unavailable', reason, mayPass, approval } as const),
})

/** The rows of the person that are meant; null when the site has not configured the data set. */
export function wantedRows({ person }: Subject, { set, where }: RowsWanted): readonly DataRow[] | null {
  const { dataSets = {} } = person
  const rows = Object.hasOwn(dataSets, set) ? dataSets[set] : undefined
  if (!rows) return null
  const conditions = Object.entries(where)
  return rows.filter(row => conditions.every(([column, values]) => values.some(value => value === row[column])))
}

/** The data set and field of the first row that is not as the kind declares it, as `set.field`; null when all fit. */
export function firstMisfit(kind: KindDefinition, edition: EditionDefinition, subject: Subject): string | null {
  for (const source of edition.sources) {
    const rows = wantedRows(subject, source) ?? []
    if (rows.length > source.most) return `${source.set}: more than ${source.most} rows`
    const fields = kind.dataSets[source.set] ?? {}
    const field = rows.map(row => misfit(row, fields)).find(found => found !== null)
    if (field) return `${source.set}.${field}`
  }
  return null
}

const statusReason = (kind: KindDefinition, { person }: Subject): Bilingual | null =>
  kind.statuses.includes(person.status) ? null : kind.unavailable.status

/** Where holds cannot be looked up or cannot be understood, nothing is given out. */
function holdReason(kind: KindDefinition, subject: Subject): Bilingual | null {
  const ofHouse = subject.person.house?.holds.find(({ kinds }) => kinds === null || kinds.includes(kind.kind))
  if (ofHouse) return ofHouse.reason
  for (const hold of kind.holds) {
    const rows = wantedRows(subject, hold)
    if (rows === null) return kind.unavailable.records
    if (rows.length > 0) return hold.reason
    const all = wantedRows(subject, { set: hold.set, where: {} }) ?? []
    if (all.some(row => misfit(row, kind.dataSets[hold.set] ?? {}))) return kind.unavailable.records
  }
  return null
}

function approvalReason({ approval, kind }: KindDefinition, subject: Subject): Bilingual | null {
  if (!approval || !('set' in approval) || subject.person.house?.approvals.includes(kind)) return null
  return (wantedRows(subject, approval) ?? []).length > 0 ? null : approval.reason
}

/** The approval of an office that a kind needs for this person; null where it needs none. */
function officeApprovalOf(kind: KindDefinition, { person }: Subject): OfferApproval | null {
  const { approval } = kind
  if (approval === null || 'set' in approval) return null
  const { groups, levels, statuses, office, name, reason, withinWorkingDays, purposes, printableDays } = approval
  const isMeant =
    (groups?.includes(person.group) ?? true) &&
    (statuses?.includes(person.status) ?? true) &&
    (levels === undefined || (person.level !== null && levels.includes(person.level)))
  const officeName = name ?? kind.officeByGroup[person.group] ?? kind.office
  return isMeant ? { office, officeName, reason, withinWorkingDays, purposes, printableDays } : null
}

function assuranceReason({ assurance, unavailable }: KindDefinition, { known }: Subject): Bilingual | null {
  return isKnown(known, assurance) ? null : (unavailable.assurance ?? ASSURANCE_REASONS[assurance.level])
}

/** Until a kind has words of its own. */
const ASSURANCE_REASONS: Readonly<Record<Assurance, Bilingual>> = {
  A1: { zh: '请先刷校园卡或放上身份证。', en: 'Please show your campus card or ID card first.' },
  A2: {
    zh: '这份文件要用身份证办理。请结束后放上身份证重新开始。',
    en: 'This one needs your ID card. Please finish, then start again with it.',
  },
  A3: {
    zh: '这份文件要用学校账号办理。请结束后用手机扫码登录，重新开始。',
    en: 'This one needs your university login. Please finish, then start again by scanning the code with your phone.',
  },
}

function needReason(kind: KindDefinition, edition: EditionDefinition, subject: Subject): Bilingual | null {
  const missing = edition.needs.find(need => !HAS[need](subject))
  return missing ? (kind.unavailable.needs[missing] ?? kind.unavailable.status) : null
}

const HAS: Record<Need, (subject: Subject) => boolean> = {
  'study-record': ({ studyRecord }) => studyRecord?.terms.some(term => term.courses.length > 0) ?? false,
  major: ({ person }) => person.major !== null,
  post: ({ person }) => person.post !== null,
  level: ({ person }) => person.level !== null,
  'latin-name': ({ person }) => /\p{Script=Latin}/u.test(person.nameEn),
}
