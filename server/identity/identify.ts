import type { Logger } from 'pino'
import type { VisitId } from '../../src/contract/ids.ts'
import type { IdentityMeans, Visitor } from '../../src/contract/terminal-api.ts'
import { fault } from '../../src/fault.ts'
import { err, ok, type Result } from '../../src/result.ts'
import { readIdNumber } from '../../src/rules/id-number.ts'
import { maskName, maskNumber } from '../../src/rules/masking.ts'
import { sameName } from '../../src/rules/names.ts'
import type { Assurance, HouseOffer, Issuer, Subject } from '../issuing/issuer.ts'
import type { Person, Records } from '../records/records.ts'
import type { Visits } from './visits.ts'

export interface IdentifyParts {
  readonly records: Records
  readonly issuer: Issuer
  readonly visits: Visits
  readonly log: Logger
  readonly unitPriceFen: (language: 'zh' | 'en') => number
  /** Free copies that a person has left for documents of a kind, in the period that runs now. */
  readonly freeCopiesLeft: (personId: string, kind: string) => Promise<number>
}

/**
 * Finds the person who is present and begins a visit. What leaves here is masked. Refuses with `card-unknown`, `card-lost`,
 * `id-card-unreadable`, `person-without-records`, and `server-unreachable` when the university's data does not answer.
 */
export async function identify(
  parts: IdentifyParts,
  terminalId: string,
  means: IdentityMeans,
): Promise<Result<Visitor>> {
  const subject = await subjectOf(parts, means.kind, () => findPerson(parts.records, means))
  if (!subject.ok) return subject
  const offers = parts.issuer.offers(subject.value, parts.unitPriceFen)
  // Who can have nothing because of a hold is told of the hold, and not that there is nothing.
  if (!offers.some(({ unavailable, mayPass }) => unavailable === null || mayPass)) {
    return err(fault('person-without-records'))
  }
  const visitId = await parts.visits.begin(terminalId, subject.value.person.personId, means.kind)
  return ok(await describe(parts, visitId, subject.value, offers))
}

/** The visitor of a running visit as things stand now. Refuses with `visit-expired` and `server-unreachable`. */
export async function revisit(parts: IdentifyParts, terminalId: string, visitId: VisitId): Promise<Result<Visitor>> {
  const visit = await parts.visits.use(terminalId, visitId)
  if (!visit.ok) return visit
  const subject = await subjectOf(parts, visit.value.assurance, async () => {
    const person = await parts.records.person(visit.value.personId)
    return person ? ok(person) : err(fault('person-without-records'))
  })
  if (!subject.ok) return subject
  return ok(await describe(parts, visitId, subject.value, parts.issuer.offers(subject.value, parts.unitPriceFen)))
}

function subjectOf(
  parts: IdentifyParts,
  assurance: Assurance,
  find: () => Promise<Result<Person>>,
): Promise<Result<Subject>> {
  return askRecords(parts, async () => {
    const person = await find()
    if (!person.ok) return person
    const studyRecord = await parts.records.studyRecord(person.value.personId)
    return ok({ person: person.value, studyRecord, assurance })
  })
}

async function describe(
  parts: IdentifyParts,
  visitId: VisitId,
  { person }: Subject,
  offers: readonly HouseOffer[],
): Promise<Visitor> {
  const kinds = [...new Set(offers.map(({ kind }) => kind))]
  const left = new Map(
    await Promise.all(kinds.map(async kind => [kind, await parts.freeCopiesLeft(person.personId, kind)] as const)),
  )
  return {
    visitId,
    nameMasked: maskedNames(person),
    numberMasked: maskNumber(person.number),
    group: person.group,
    offers: offers.map(({ mayPass: _, ...offer }) => ({ ...offer, freeCopiesLeft: left.get(offer.kind)! })),
  }
}

/** A name as anyone may see it, in both languages. */
export function maskedNames(person: Person): { zh: string; en: string } {
  return { zh: maskName(person.nameZh), en: maskName(person.nameEn) }
}

/** Turns a rejection of the records into a fault; what went wrong is for the log only. */
export async function askRecords<T>(parts: { log: Logger }, ask: () => Promise<Result<T>>): Promise<Result<T>> {
  try {
    return await ask()
  } catch (error) {
    parts.log.error({ reason: error instanceof Error ? error.message : 'unknown' }, 'the records did not answer')
    return err(fault('server-unreachable', 'records'))
  }
}

async function findPerson(records: Records, means: IdentityMeans): Promise<Result<Person>> {
  if (means.kind === 'campus-card') {
    const found = await records.personOfCard(means.uid)
    if (!found) return err(fault('card-unknown'))
    return found.lost ? err(fault('card-lost')) : ok(found.person)
  }
  const number = readIdNumber(means.idNumber)
  if (!number.ok) return err(fault('id-card-unreadable', `number: ${number.error}`))
  const person = await records.personOfIdNumber(number.value.number)
  if (!person) return err(fault('card-unknown'))
  // The right number under another name is for a person at the desk to settle, never to be waved through.
  const isSame = sameName(means.name, person.nameZh) || sameName(means.name, person.nameEn)
  return isSame ? ok(person) : err(fault('card-unknown', 'the name differs'))
}
