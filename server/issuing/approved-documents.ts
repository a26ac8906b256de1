import type { Kysely } from 'kysely'
import type { Clock } from '../../src/clock.ts'
import type { Documents, HouseOffer, Subject } from '../documents/documents.ts'
import type { Tables } from '../ground/store/tables.ts'
import type { DocumentRow } from './issue-document.ts'

/** What an office has agreed to is printed at kiosks as it was made then, and nothing else of its kind is. */
export interface ApprovedDocuments {
  /** Offers as they stand at a kiosk: of a kind that needs an approval, what was agreed to can be had. */
  open(subject: Subject, offers: readonly HouseOffer[]): Promise<HouseOffer[]>
  /** The document of such an offer; null where none was agreed to, or it is not to be had any more. */
  of(subject: Subject, offer: HouseOffer): Promise<DocumentRow | null>
}

const DAY_MS = 24 * 3_600_000

export function createApprovedDocuments(
  db: Kysely<Tables>,
  clock: Pick<Clock, 'now'>,
  documents: Pick<Documents, 'offers'>,
): ApprovedDocuments {
  const newest: ApprovedDocuments['of'] = async ({ person }, { kind, edition, approval }) => {
    if (approval === null) return null
    const now = clock.now()
    const row = await db
      .selectFrom('document')
      .selectAll()
      .where('person_id', '=', person.personId)
      .where('kind', '=', kind)
      .where('edition', '=', edition)
      .where('state', '=', 'issued')
      .where('issued_at', '>', new Date(now - approval.printableDays * DAY_MS))
      .where('revoked_at', 'is', null)
      .where('superseded_at', 'is', null)
      .where(eb => eb.or([eb('expires_at', 'is', null), eb('expires_at', '>', new Date(now))]))
      .orderBy('issued_at', 'desc')
      .limit(1)
      .executeTakeFirst()
    return row ?? null
  }
  /** The same offer once the office has agreed: it may still want another card. */
  const agreed = (subject: Subject, { kind, edition }: HouseOffer) =>
    documents
      .offers({ ...subject, mayAwaitApproval: true })
      .find(offer => offer.kind === kind && offer.edition === edition)

  return {
    open: (subject, offers) =>
      Promise.all(
        offers.map(async offer => {
          if (offer.approval === null || (await newest(subject, offer)) === null) return offer
          const then = agreed(subject, offer)
          return then ? { ...then, approval: null } : offer
        }),
      ),
    of: async (subject, offer) => {
      const row = await newest(subject, offer)
      return row && agreed(subject, offer)?.unavailable === null ? row : null
    },
  }
}
