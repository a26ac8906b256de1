import type { Kysely } from 'kysely'
import type { Clock } from '../../src/clock.ts'
import type { Bilingual } from '../../src/contract/texts.ts'
import type { Documents, HouseOffer, OfferApproval, Subject } from '../documents/documents.ts'
import type { Tables } from '../ground/store/tables.ts'
import type { DocumentRow } from './issue-document.ts'

/** An offer at a kiosk: what an office has agreed to of it, and until when that is printed there. */
export interface OpenedOffer extends HouseOffer {
  readonly approved: { readonly officeName: Bilingual; readonly printableUntil: Date } | null
}

/** What an office has agreed to is printed at kiosks as it was made then, and nothing else of its kind is. */
export interface ApprovedDocuments {
  /** Offers as they stand at a kiosk: of a kind that needs an approval, what was agreed to can be had. */
  open(subject: Subject, offers: readonly HouseOffer[]): Promise<OpenedOffer[]>
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
  const printableUntil = ({ issued_at, expires_at }: DocumentRow, { printableDays }: OfferApproval): Date => {
    const untilMs = (issued_at?.getTime() ?? 0) + printableDays * DAY_MS
    return new Date(Math.min(untilMs, expires_at?.getTime() ?? untilMs))
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
          const { approval } = offer
          const row = approval && (await newest(subject, offer))
          const then = row && agreed(subject, offer)
          if (!then) return { ...offer, approved: null }
          const approved = { officeName: approval.officeName, printableUntil: printableUntil(row, approval) }
          return { ...then, unitPriceFen: row.unit_price_fen, priceClass: null, approval: null, approved }
        }),
      ),
    of: async (subject, offer) => {
      const row = await newest(subject, offer)
      return row && agreed(subject, offer)?.unavailable === null ? row : null
    },
  }
}
