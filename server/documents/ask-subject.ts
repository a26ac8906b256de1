import { createHmac } from 'node:crypto'
import type { Logger } from 'pino'
import { fault } from '../../src/fault.ts'
import { err, ok, type Result } from '../../src/result.ts'
import type { Proof } from '../../src/rules/assurance.ts'
import type { SettingsInForce } from '../../src/settings/in-force.ts'
import { askRecords, type PersonId, type Records } from '../records/records.ts'
import { sold } from './sold.ts'
import type { HouseOffer, Known, Subject } from './subject.ts'

/** Who asks, as far as documents need it. */
export interface Asking {
  readonly personId: string
  readonly proofs: readonly Proof[]
}

export interface SubjectParts {
  readonly records: Pick<Records, 'person' | 'studyRecord'>
  readonly documents: { offers(subject: Subject): HouseOffer[] }
  readonly settings: SettingsInForce
  readonly clock: { now(): number }
  readonly log: Logger
}

/** Who asks: a person who has shown something, or an office of the university about a person. */
export type Asker = Asking | { readonly personId: string; readonly known: 'by-the-office' }

/**
 * The person as the university's data has it now, where an office may be asked for its approval afterwards. Refuses with
 * `document-unavailable` when the data has nobody, and as the records do.
 */
export const askSubject = (parts: SubjectParts, asker: Asker): Promise<Result<Subject>> =>
  askRecords(parts, async () => {
    const person = await parts.records.person(asker.personId as PersonId)
    if (!person) return err(fault('document-unavailable', 'the person is gone from the records'))
    const studyRecord = await parts.records.studyRecord(person.personId)
    const known: Known = 'known' in asker ? asker.known : { proofs: asker.proofs, atMs: parts.clock.now() }
    return ok({ person, studyRecord, known, mayAwaitApproval: true })
  })

/** What a person may ask for where no terminal is. */
export const offersOnTheWeb = async (
  { documents, settings }: Pick<SubjectParts, 'documents' | 'settings'>,
  subject: Subject,
): Promise<HouseOffer[]> => sold(documents.offers(subject), await settings.at(null))

/** What one document would be made from now. */
export interface Wanted {
  readonly subject: Subject
  readonly offer: HouseOffer
}

/** The same for one document that can be had. Refuses with `document-unavailable` too when it cannot. */
export async function askWanted(
  parts: SubjectParts,
  asking: Asker,
  { kind, edition }: { readonly kind: string; readonly edition: string },
): Promise<Result<Wanted>> {
  const subject = await askSubject(parts, asking)
  if (!subject.ok) return subject
  const offer = (await offersOnTheWeb(parts, subject.value)).find(one => one.kind === kind && one.edition === edition)
  if (!offer || offer.unavailable !== null) return err(fault('document-unavailable'))
  return ok({ subject: subject.value, offer })
}

/**
 * By which it is known whether a document would be made from the same data. What the person has shown is no part of it, nor is the order in
 * which a database that was asked for none gives its rows.
 */
export const dataMark = (key: Uint8Array, { subject: { person, studyRecord }, offer }: Wanted): string => {
  // What the house has written down decides whether it is made, and is in nothing that is made.
  const { house: _, ...data } = person
  return createHmac('sha256', key)
    .update(['yinzheng-data-mark', offer.kind, offer.edition, inOneOrder(data), inOneOrder(studyRecord)].join('\n'))
    .digest('base64url')
}

/** Plain data as text, whatever the order of its rows and fields. */
function inOneOrder(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(inOneOrder).sort().join()}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null'
  const fields = Object.entries(value).map(([name, field]) => `${JSON.stringify(name)}:${inOneOrder(field)}`)
  return `{${fields.sort().join()}}`
}
