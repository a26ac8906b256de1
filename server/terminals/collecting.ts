import type { VisitId } from '../../src/contract/ids.ts'
import type { Register, Visitor } from '../../src/contract/terminals-api.ts'
import { both } from '../../src/contract/texts.ts'
import { fault } from '../../src/fault.ts'
import { err, ok, type Result } from '../../src/result.ts'
import { maskNumber } from '../../src/rules/masking.ts'
import type { BegunWith, OpenVisit } from '../identity/identity.ts'
import type { Fetched, OpenErrand } from '../portal/portal.ts'
import { askRecords, maskedNames } from '../records/records.ts'
import type { VisitorParts } from './visitor-parts.ts'

/**
 * Begins a visit for one document that was applied for elsewhere. Refuses with `pickup-code-refused` when it is not to be had any more, and
 * with `server-unreachable` when the university's data does not answer.
 */
export async function beginCollecting(
  parts: VisitorParts,
  terminalId: string,
  { personId, documentId, mandateId }: Fetched,
): Promise<Result<Visitor>> {
  if (!(await parts.collected.look(documentId))) return err(fault('pickup-code-refused', 'no document any more'))
  const proofs = [{ way: 'pickup-code', atMs: parts.clock.now() }] as const
  const visitId = await parts.identity.visits.begin(terminalId, personId, { proofs, documentId, mandateId })
  return describeCollecting(parts, { visitId, terminalId }, { personId, mandateId }, documentId)
}

/** Begins a visit for what somebody who has logged in collects for another person. Null when it is not to be had any more. */
export async function beginErrand(
  parts: VisitorParts,
  terminalId: string,
  begunWith: BegunWith,
  { mandateId, personId, documentId, title, ownerMasked }: OpenErrand,
): Promise<Register | null> {
  if (!(await parts.collected.look(documentId))) return null
  const visitId = await parts.identity.visits.begin(terminalId, personId, { ...begunWith, documentId, mandateId })
  const visitor = await describeCollecting(parts, { visitId, terminalId }, { personId, mandateId }, documentId)
  if (!visitor.ok) return null
  return {
    title: both(`代 ${ownerMasked.zh} 取件`, `Collect for ${ownerMasked.en}`),
    detail: title,
    visitor: visitor.value,
  }
}

/** The visitor of such a visit as things stand now: with one offer. Of another's paper nobody's free copies are taken, and its file goes to nobody. */
export async function describeCollecting(
  parts: VisitorParts,
  { visitId, terminalId }: { readonly visitId: VisitId; readonly terminalId: string },
  { personId, mandateId }: Pick<OpenVisit, 'personId' | 'mandateId'>,
  documentId: string,
): Promise<Result<Visitor>> {
  const offer = await parts.collected.look(documentId)
  if (!offer) return err(fault('document-unavailable', 'taken back or over'))
  const found = await askRecords(parts, async () => {
    const person = await parts.records.person(personId)
    return person ? ok(person) : err(fault('person-without-records'))
  })
  if (!found.ok) return found
  const person = found.value
  const freeCopiesLeft = mandateId === null ? await parts.freeCopiesLeft(personId, offer.kind, terminalId) : 0
  return ok({
    visitId,
    nameMasked: maskedNames(person),
    numberMasked: maskNumber(person.number),
    group: person.group,
    offers: [
      { ...offer, hasFile: offer.hasFile && mandateId === null, freeCopiesLeft, opensWithPin: false, approval: null },
    ],
    hasReprintCode: false,
    ...(mandateId !== null && { forAnother: true }),
    cardPin: null,
    // Whoever applied for it has agreed then; of whoever holds the code nothing is known, and nothing kept.
    notice: null,
  })
}
