import type { VisitId } from '../../src/contract/ids.ts'
import type { Notice } from '../../src/contract/notice-api.ts'
import { type IdentityMeans, REGISTERS_MAX, type Register, type Visitor } from '../../src/contract/terminals-api.ts'
import { fault } from '../../src/fault.ts'
import { err, ok, type Result } from '../../src/result.ts'
import type { Proof } from '../../src/rules/assurance.ts'
import { maskNumber } from '../../src/rules/masking.ts'
import type { KioskOffer } from '../approvals/approvals.ts'
import { type Known, type Subject, sold } from '../documents/documents.ts'
import { askRecords, maskedNames, type Person, registerWords } from '../records/records.ts'
import { cardPinOf, withPinOffers } from './card-pin-offers.ts'
import { beginErrand, describeCollecting } from './collecting.ts'
import type { VisitorParts } from './visitor-parts.ts'

/** A register that has something for its holder, before a visit runs in it. */
interface OpenRegister {
  readonly subject: Subject
  readonly offers: readonly KioskOffer[]
  readonly hasReprintCode: boolean
}

/**
 * Finds the person who is present and begins a visit, one in each register that has something for them. What leaves here is masked.
 * Refuses with `card-unknown`, `card-lost`, `id-card-unreadable`, `person-without-records`, `record-unfit`, and `server-unreachable`
 * when the university's data does not answer.
 */
export async function identify(
  parts: VisitorParts,
  terminalId: string,
  means: IdentityMeans,
): Promise<Result<Visitor | { registers: Register[] }>> {
  const proofs: readonly Proof[] = [{ way: means.kind, atMs: parts.clock.now() }]
  return admit(parts, terminalId, { proofs, providerSession: null }, () => parts.identity.find(means))
}

/**
 * Begins a visit for people of whom it is known who they are: one person, in each of the registers that `find` gives, and one for each paper
 * that the person collects for somebody else. `providerSession`:
 * by what the provider of a login, hashed, may end what it has led to.
 */
export async function admit(
  parts: VisitorParts,
  terminalId: string,
  { proofs, providerSession }: { readonly proofs: readonly Proof[]; readonly providerSession: string | null },
  find: () => Promise<Result<readonly Person[]>>,
): Promise<Result<Visitor | { registers: Register[] }>> {
  const known: Known = { proofs, atMs: parts.clock.now() }
  const found = await askRecords(parts, async () => {
    const people = await find()
    return people.ok ? ok(await Promise.all(people.value.map(person => asSubject(parts, person, known)))) : people
  })
  if (!found.ok) return found
  const open = (await Promise.all(found.value.map(subject => openRegister(parts, terminalId, subject)))).filter(
    one => one !== null,
  )
  const errands = await parts.errandsOf(
    found.value.map(({ person }) => person.personId),
    proofs,
  )
  const begunWith = { proofs, providerSession, startedAt: new Date(parts.clock.now()) }
  // Agreed in one register, it is agreed: also in one that has nothing to be had today.
  const notice = await parts.notice.owedBy(found.value.map(({ person }) => person.personId))
  const registers: Register[] = []
  for (const { subject, offers, hasReprintCode } of open) {
    const visit = { ...begunWith, owesNotice: notice !== null }
    const visitId = await parts.identity.visits.begin(terminalId, subject.person.personId, visit)
    const visitor = await describe(parts, { visitId, terminalId, notice }, subject, offers, hasReprintCode)
    registers.push({ ...registerWords(subject.person), visitor })
  }
  for (const errand of errands.slice(0, REGISTERS_MAX - registers.length)) {
    const register = await beginErrand(parts, terminalId, begunWith, errand)
    if (register) registers.push(register)
  }
  if (registers.length === 0) return err(fault('person-without-records'))
  return ok(registers.length === 1 ? registers[0]!.visitor : { registers })
}

/** Null where there is nothing to be had. */
async function openRegister(parts: VisitorParts, terminalId: string, subject: Subject): Promise<OpenRegister | null> {
  const offers = await offersOf(parts, terminalId, subject)
  const hasReprintCode = await parts.hasReprintCode(subject.person.personId)
  // Who can have nothing because of a hold is told of the hold, and not that there is nothing; who has a code comes to use it.
  const hasSomething = hasReprintCode || offers.some(({ unavailable, mayPass }) => unavailable === null || mayPass)
  return hasSomething ? { subject, offers, hasReprintCode } : null
}

/** The visitor of a running visit as things stand now. Refuses with `visit-expired` and `server-unreachable`. */
export async function revisit(parts: VisitorParts, terminalId: string, visitId: VisitId): Promise<Result<Visitor>> {
  const visit = await parts.identity.visits.use(terminalId, visitId)
  if (!visit.ok) return visit
  const known: Known = { proofs: visit.value.proofs, atMs: parts.clock.now() }
  if (visit.value.documentId !== null)
    return describeCollecting(parts, { visitId, terminalId }, visit.value, visit.value.documentId)
  const subject = await askRecords(parts, async () => {
    const person = await parts.records.person(visit.value.personId)
    return person ? ok(await asSubject(parts, person, known)) : err(fault('person-without-records'))
  })
  if (!subject.ok) return subject
  const hasReprintCode = await parts.hasReprintCode(subject.value.person.personId)
  const made = await parts.madeInVisit(visit.value.visitKey)
  const offers = (await offersOf(parts, terminalId, subject.value)).map(offer => {
    const seen = made.find(({ kind, edition }) => kind === offer.kind && edition === offer.edition)
    return seen ? { ...offer, unitPriceFen: seen.unitPriceFen } : offer
  })
  const { owesNotice, personId } = visit.value
  const notice = owesNotice ? await parts.notice.owedBy([personId]) : null
  return ok(await describe(parts, { visitId, terminalId, notice }, subject.value, offers, hasReprintCode))
}

async function offersOf(
  { documents, approved, approvals, settings }: VisitorParts,
  terminalId: string,
  subject: Subject,
): Promise<KioskOffer[]> {
  const opened = sold(await approved.open(subject, documents.offers(subject)), await settings.at(terminalId))
  return approvals.sayAtKiosk(subject.person.personId, opened)
}

async function asSubject({ records }: VisitorParts, person: Person, known: Known): Promise<Subject> {
  return { person, studyRecord: await records.studyRecord(person.personId), known }
}

async function describe(
  parts: VisitorParts,
  {
    visitId,
    terminalId,
    notice,
  }: { readonly visitId: VisitId; readonly terminalId: string; readonly notice: Notice | null },
  subject: Subject,
  offers: readonly KioskOffer[],
  hasReprintCode: boolean,
): Promise<Visitor> {
  const { person } = subject
  const kinds = [...new Set(offers.map(({ kind }) => kind))]
  const left = new Map(
    await Promise.all(
      kinds.map(async kind => [kind, await parts.freeCopiesLeft(person.personId, kind, terminalId)] as const),
    ),
  )
  return {
    visitId,
    nameMasked: maskedNames(person),
    numberMasked: maskNumber(person.number),
    group: person.group,
    offers: withPinOffers(parts, subject, offers).map(({ mayPass: _, ...offer }) => ({
      ...offer,
      freeCopiesLeft: left.get(offer.kind)!,
    })),
    hasReprintCode,
    cardPin: await cardPinOf(parts, subject),
    notice,
  }
}
