import type { Brand } from '../brand.ts'
import { plainLine } from '../rules/plain-text.ts'
import type { PhotoProblem } from './check-event.ts'
import type { EnrolmentEntry, EnrolmentField } from './enrolment.ts'
import { type Disagreement, disagreementsIn } from './entry-agreement.ts'
import { readValue, type ValueFlaw } from './field-values.ts'

export type EvidenceId = Brand<string, 'EvidenceId'>

/** Files that prove something, and `on-paper`: shown at the office, with the printed form (seed 002: the form is filled in there). */
export type Evidence = EvidenceId | 'on-paper'

/** What stands under the printed photograph (seed 002, step 5; P8). */
export const CAPTION_FIELDS = ['name', 'idNumber', 'studentNumber'] as const satisfies readonly EnrolmentField[]
export type CaptionField = (typeof CAPTION_FIELDS)[number]

/** What a student says is wrong: in the register, whose value the house knows, or under the paper photograph, whose it does not. */
export type SaidItem =
  | {
      readonly on: 'register'
      readonly field: EnrolmentField
      readonly right: string
      readonly evidence: readonly Evidence[]
    }
  | {
      readonly on: 'paper-photo'
      readonly field: CaptionField
      readonly wrong: string
      readonly right: string
      readonly evidence: readonly Evidence[]
    }

/** One row of the form 数据检查勘误表. */
export interface ErrataItem {
  readonly on: SaidItem['on']
  readonly field: EnrolmentField
  /** As it stands there. */
  readonly wrong: string
  readonly right: string
  readonly evidence: readonly Evidence[]
}

/** What a form says. */
export interface ErrataContent {
  readonly items: readonly ErrataItem[]
  readonly photoProblem: PhotoProblem
  /** How to reach the student about it: a telephone number or a mailbox. */
  readonly contact: string
}

export type ItemFlaw =
  | ValueFlaw
  | Disagreement
  /** The same is already there. */
  | 'right-is-wrong'
  | 'twice'
  | 'evidence-missing'
  | 'evidence-too-much'

export interface ItemProblem {
  /** Of which row, from 0. */
  readonly row: number
  readonly flaw: ItemFlaw
}

export type ContentFlaw =
  | 'nothing-wrong'
  | 'photo-is-there'
  | 'photo-is-not-there'
  | 'contact-missing'
  | 'contact-too-long'

/** Files of one form (graduation.md, G5). */
export const EVIDENCE_MAX = 5
const CONTACT_CHARACTERS = 100

/** Who somebody is: without proof nobody changes that (P10: a page of the household register, or the like). */
const NEEDS_EVIDENCE: readonly EnrolmentField[] = ['name', 'sex', 'nation', 'bornOn', 'idType', 'idNumber']

/** The rows with their right values as registers write them, and everything that is wrong with them. */
export function readItems(
  items: readonly SaidItem[],
  entry: EnrolmentEntry,
): { readonly items: readonly ErrataItem[]; readonly problems: readonly ItemProblem[] } {
  const idType = correctedIdType(items, entry)
  const read = items.map((item, row) => readItem(item, row, { items, entry, idType }))
  const tidy = read.map(({ item }) => item)
  const own = read.flatMap(({ flaws }, row) => flaws.map(flaw => ({ row, flaw })))
  return { items: tidy, problems: own.length > 0 ? own : disagreements(tidy, entry) }
}

interface Beside {
  readonly items: readonly SaidItem[]
  readonly entry: EnrolmentEntry
  readonly idType: EnrolmentEntry['idType']
}

function readItem(item: SaidItem, row: number, { items, entry, idType }: Beside) {
  const read = readValue(item.field, item.right, idType)
  const right = 'value' in read ? read.value : item.right
  const wrong = item.on === 'register' ? entry[item.field] : plainLine(item.wrong)
  const isTwice = items.slice(0, row).some(one => one.on === item.on && one.field === item.field)
  const needsEvidence = item.on === 'register' && NEEDS_EVIDENCE.includes(item.field)
  const files = items
    .slice(0, row + 1)
    .flatMap(one => one.evidence)
    .filter(one => one !== 'on-paper').length
  const flaws: readonly (ItemFlaw | false)[] = [
    'flaw' in read && read.flaw,
    right.normalize('NFC') === wrong.normalize('NFC') && 'right-is-wrong',
    item.on === 'paper-photo' && wrong === '' && 'empty',
    isTwice && 'twice',
    needsEvidence && item.evidence.length === 0 && 'evidence-missing',
    files > EVIDENCE_MAX && 'evidence-too-much',
  ]
  return { item: { ...item, wrong, right }, flaws: flaws.filter(flaw => flaw !== false) }
}

function correctedIdType(items: readonly SaidItem[], entry: EnrolmentEntry): EnrolmentEntry['idType'] {
  const said = items.find(({ field }) => field === 'idType')?.right ?? entry.idType
  const read = readValue('idType', said, entry.idType)
  return 'value' in read ? (read.value as EnrolmentEntry['idType']) : entry.idType
}

const SAID_IN: Readonly<Record<Disagreement, readonly EnrolmentField[]>> = {
  'birth-mismatch': ['bornOn', 'idNumber', 'idType'],
  'sex-mismatch': ['sex', 'idNumber', 'idType'],
  'days-out-of-order': ['expectedOn', 'enteredOn', 'bornOn'],
}

/** A corrected entry must agree with itself, where a correction touches what does not (E_BIRTH_MISMATCH, E_SEX_MISMATCH). */
function disagreements(items: readonly ErrataItem[], entry: EnrolmentEntry): readonly ItemProblem[] {
  const inRegister = items.filter(({ on }) => on === 'register')
  const corrected = { ...entry, ...Object.fromEntries(inRegister.map(({ field, right }) => [field, right])) }
  return disagreementsIn(corrected).flatMap(flaw => {
    const row = items.findIndex(({ on, field }) => on === 'register' && SAID_IN[flaw].includes(field))
    return row < 0 ? [] : [{ row, flaw }]
  })
}

/** What is wrong with a form as a whole; `hasPhoto` is whether there is a graduation photograph. */
export function contentFlaws(content: ErrataContent, hasPhoto: boolean): readonly ContentFlaw[] {
  const { items, photoProblem } = content
  const contact = plainLine(content.contact)
  const flaws: readonly (ContentFlaw | false)[] = [
    items.length === 0 && photoProblem === 'none' && 'nothing-wrong',
    photoProblem === 'missing' && hasPhoto && 'photo-is-there',
    photoProblem !== 'none' && photoProblem !== 'missing' && !hasPhoto && 'photo-is-not-there',
    contact === '' && 'contact-missing',
    [...contact].length > CONTACT_CHARACTERS && 'contact-too-long',
  ]
  return flaws.filter(flaw => flaw !== false)
}
