import { sql } from 'kysely'
import type { ClaimToConfirm, OwnClaim } from '../../../src/contract/graduation-photos-api.ts'
import { err, ok, type Result } from '../../../src/result.ts'
import { maskNumber } from '../../../src/rules/masking.ts'
import type { VisitorCaller } from '../../ground/callers.ts'
import { randomId } from '../../ground/random-id.ts'
import { audit } from '../graduation-audit.ts'
import type { ShowingParts, Showings } from '../showing/showings.ts'
import { hasGraduationPhoto, isPooled, ownEnrolment } from './own-enrolment.ts'

const LISTED = 50
/** As the index has it: a prepared statement whose condition is a parameter is not known to be the same. */
const IS_WAITING = sql<boolean>`state = 'waiting'`

export type ClaimRefusal = 'not-there' | 'has-photo' | 'waits-already'

/** "This is my photograph": said twice, and then it waits for staff. */
export function createOwnClaims({ db, clock }: Pick<ShowingParts, 'db' | 'clock'>, showings: Showings) {
  const now = () => new Date(clock.now())
  return {
    /** What the person says yes to once more. */
    begin: async (
      showing: string,
      caller: VisitorCaller,
    ): Promise<Result<ClaimToConfirm, Exclude<ClaimRefusal, 'waits-already'>>> => {
      const facts = showings.read('pool', caller, showing)
      if (facts?.photoId === undefined || facts.enrolmentId === undefined) return err('not-there')
      const { photoId, enrolmentId } = facts
      const row = await ownEnrolment(db, enrolmentId, caller.personIds)
      if (!row || !(await isPooled(db, photoId))) return err('not-there')
      if (await hasGraduationPhoto(db, enrolmentId)) return err('has-photo')
      return ok({
        confirmation: showings.offer('claim', caller, { photoId, enrolmentId }),
        ...{ name: row.name, studentNumberMasked: maskNumber(row.student_number), school: row.school },
        major: row.major,
      })
    },
    claim: async (confirmation: string, caller: VisitorCaller): Promise<Result<OwnClaim, ClaimRefusal>> => {
      const facts = showings.read('claim', caller, confirmation)
      if (facts?.photoId === undefined || facts.enrolmentId === undefined) return err('not-there')
      const { photoId, enrolmentId } = facts
      return db.transaction().execute(async tx => {
        const row = await ownEnrolment(tx, enrolmentId, caller.personIds)
        if (row?.person_id == null || !(await isPooled(tx, photoId))) return err('not-there')
        if (await hasGraduationPhoto(tx, enrolmentId)) return err('has-photo')
        const made = await tx
          .insertInto('photograph_claim')
          .values({
            ...{ claim_id: randomId(), enrolment_id: enrolmentId, photo_id: photoId, person_id: row.person_id },
            ...{ state: 'waiting', made_at: now() },
          })
          .onConflict(conflict => conflict.column('enrolment_id').where(IS_WAITING).doNothing())
          .returningAll()
          .executeTakeFirst()
        if (!made) return err('waits-already')
        const event = { event: 'photograph-claimed', subject: made.claim_id, terminalId: null } as const
        await audit(tx, now(), { ...event, detail: { enrolment: enrolmentId, photograph: photoId } })
        return ok(ownClaim(made))
      })
    },
    list: async (caller: VisitorCaller): Promise<readonly OwnClaim[]> => {
      const rows = await db
        .selectFrom('photograph_claim')
        .selectAll()
        .where('person_id', 'in', [...caller.personIds])
        .orderBy('made_at', 'desc')
        .orderBy('claim_id', 'desc')
        .limit(LISTED)
        .execute()
      return rows.map(ownClaim)
    },
    withdraw: (claimId: string, caller: VisitorCaller): Promise<Result<OwnClaim, 'not-there' | 'decided-already'>> =>
      db.transaction().execute(async tx => {
        const row = await tx
          .selectFrom('photograph_claim')
          .selectAll()
          .where('claim_id', '=', claimId)
          .where('person_id', 'in', [...caller.personIds])
          .forUpdate()
          .executeTakeFirst()
        if (!row) return err('not-there')
        // Said twice it is done once.
        if (row.state === 'withdrawn') return ok(ownClaim(row))
        if (row.state !== 'waiting') return err('decided-already')
        const gone = { state: 'withdrawn', decided_at: now() } as const
        await tx.updateTable('photograph_claim').set(gone).where('claim_id', '=', claimId).execute()
        await audit(tx, now(), { event: 'photograph-claim-withdrawn', subject: claimId, terminalId: null, detail: {} })
        return ok(ownClaim({ ...row, ...gone }))
      }),
  }
}

const ownClaim = (row: {
  readonly claim_id: string
  readonly enrolment_id: string
  readonly state: OwnClaim['state']
  readonly reason: string | null
  readonly made_at: Date
  readonly decided_at: Date | null
}): OwnClaim => ({
  ...{ claimId: row.claim_id, enrolmentId: row.enrolment_id, state: row.state, reason: row.reason },
  ...{ madeAt: row.made_at.toISOString(), decidedAt: row.decided_at?.toISOString() ?? null },
})
