import type { Logger } from 'pino'
import type { VisitId } from '../../src/contract/ids.ts'
import type { IdentityMeans, Visitor } from '../../src/contract/terminals-api.ts'
import { fault } from '../../src/fault.ts'
import { err, ok, type Result } from '../../src/result.ts'
import { maskNumber } from '../../src/rules/masking.ts'
import type { Documents, HouseOffer, Subject } from '../documents/documents.ts'
import type { Assurance, Identity } from '../identity/identity.ts'
import { askRecords, maskedNames, type Person, type Records } from '../records/records.ts'

export interface VisitorParts {
  readonly records: Pick<Records, 'person' | 'studyRecord'>
  readonly identity: Identity
  readonly documents: Pick<Documents, 'offers'>
  /** Free copies that a person has left for documents of a kind, in the period that runs now. */
  readonly freeCopiesLeft: (personId: string, kind: string) => Promise<number>
  /** Whether a person has a code for a free reprint that can still be used. */
  readonly hasReprintCode: (personId: string) => Promise<boolean>
  readonly log: Logger
}

/**
 * Finds the person who is present and begins a visit. What leaves here is masked. Refuses with `card-unknown`, `card-lost`,
 * `id-card-unreadable`, `person-without-records`, and `server-unreachable` when the university's data does not answer.
 */
export async function identify(
  parts: VisitorParts,
  terminalId: string,
  means: IdentityMeans,
): Promise<Result<Visitor>> {
  const subject = await subjectOf(parts, means.kind, () => parts.identity.find(means))
  if (!subject.ok) return subject
  const offers = parts.documents.offers(subject.value)
  const hasReprintCode = await parts.hasReprintCode(subject.value.person.personId)
  // Who can have nothing because of a hold is told of the hold, and not that there is nothing; who has a code comes to use it.
  if (!hasReprintCode && !offers.some(({ unavailable, mayPass }) => unavailable === null || mayPass)) {
    return err(fault('person-without-records'))
  }
  const visitId = await parts.identity.visits.begin(terminalId, subject.value.person.personId, means.kind)
  return ok(await describe(parts, visitId, subject.value, offers, hasReprintCode))
}

/** The visitor of a running visit as things stand now. Refuses with `visit-expired` and `server-unreachable`. */
export async function revisit(parts: VisitorParts, terminalId: string, visitId: VisitId): Promise<Result<Visitor>> {
  const visit = await parts.identity.visits.use(terminalId, visitId)
  if (!visit.ok) return visit
  const subject = await subjectOf(parts, visit.value.assurance, async () => {
    const person = await parts.records.person(visit.value.personId)
    return person ? ok(person) : err(fault('person-without-records'))
  })
  if (!subject.ok) return subject
  const hasReprintCode = await parts.hasReprintCode(subject.value.person.personId)
  return ok(await describe(parts, visitId, subject.value, parts.documents.offers(subject.value), hasReprintCode))
}

function subjectOf(
  parts: VisitorParts,
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
  parts: VisitorParts,
  visitId: VisitId,
  { person }: Subject,
  offers: readonly HouseOffer[],
  hasReprintCode: boolean,
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
    hasReprintCode,
  }
}
