import type { Kysely } from 'kysely'
import type { Clock } from '../../src/clock.ts'
import { sealedText } from '../../src/verification/sealed-text.ts'
import { TRUST_NOTICE, type TrustNotice } from '../../src/verification/trust-notice.ts'
import type { Tables } from '../ground/store/tables.ts'
import { type Signer, signPades } from '../signing/signing.ts'
import { statementPdf } from './statement-pdf.ts'

/** A change of the root is a matter of years: a terminal that missed more of them than these is enrolled anew. */
const NOTICES_KEPT = 16

export interface TrustNoticeParts {
  readonly db: Kysely<Tables>
  readonly clock: Pick<Clock, 'now'>
  /** The seal in use: terminals believe it before they believe what it says of roots. */
  readonly signer: Signer
  /** PEM of the roots that terminals are to believe. */
  readonly anchorsPem: string
}

/**
 * Says the roots of this configuration under its seal, where no notice has said them yet. To be called at each start: the seal
 * of before the change is the one that terminals know. Rejects when the seal does not sign.
 */
export async function announceTrust({ db, clock, signer, anchorsPem }: TrustNoticeParts): Promise<void> {
  const last = await db.selectFrom('trust_notice').selectAll().orderBy('version', 'desc').limit(1).executeTakeFirst()
  if (last?.anchors_pem === anchorsPem) return
  const version = (last?.version ?? 0) + 1
  const now = new Date(clock.now())
  const notice: TrustNotice = { version, issuedAt: now.toISOString(), anchorsPem }
  const file = statementPdf({
    title: 'Roots that the terminals of this house believe',
    lines: [`Version ${version}`, `Issued ${notice.issuedAt}`],
    name: 'trust.json',
    text: sealedText(TRUST_NOTICE, notice),
    version,
  })
  const pdf = await signPades(file, signer, { claimedAt: now, fieldName: TRUST_NOTICE.field })
  await db
    .insertInto('trust_notice')
    .values({ version, issued_at: now, anchors_pem: anchorsPem, pdf: Buffer.from(pdf) })
    // Another server of the house may have been first: one number, one notice.
    .onConflict(conflict => conflict.doNothing())
    .execute()
}

/** The notices so far as signed PDFs, oldest first. */
export async function trustNotices(db: Kysely<Tables>): Promise<Uint8Array[]> {
  const rows = await db
    .selectFrom('trust_notice')
    .select('pdf')
    .orderBy('version', 'desc')
    .limit(NOTICES_KEPT)
    .execute()
  return rows.map(({ pdf }) => new Uint8Array(pdf)).reverse()
}
