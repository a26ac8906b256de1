import type { Selectable } from 'kysely'
import type { ClaimDetail, ClaimLine, OpenedClaim } from '../../../src/contract/graduation-photos-api.ts'
import type { PageOf } from '../../../src/contract/paging.ts'
import { err, ok, type Result } from '../../../src/result.ts'
import { maskName, maskNumber } from '../../../src/rules/masking.ts'
import type { StaffCaller } from '../../ground/callers.ts'
import { pageOf, readCursor } from '../../ground/keyset.ts'
import type { PhotographClaimTable } from '../../ground/store/tables.ts'
import { noteLook } from '../../looks/looks.ts'
import type { Staff } from '../../staff/staff.ts'
import { audit } from '../graduation-audit.ts'
import type { Db, EnrolmentRow } from '../register/enrolment-rows.ts'
import { photosOf } from '../showing/own-photographs.ts'
import type { ShowingParts, Showings } from '../showing/showings.ts'
import { numbersOf, numbersTold } from './pool-photos.ts'
import { tiePhoto } from './tie-photo.ts'

type ClaimRow = Selectable<PhotographClaimTable>

export interface ClaimWish {
  readonly state?: ClaimRow['state'] | undefined
  readonly after?: string | undefined
  readonly limit: number
}

export interface ClaimDecision {
  readonly claimId: string
  readonly decision: 'agree' | 'refuse'
  readonly reason: string
}

const PERMISSION = 'graduation.decide-claims'

/** What staff do with claims. The reason of a refusal the person reads. */
export function createClaimDesk(
  { db, clock, seals }: Pick<ShowingParts, 'db' | 'clock' | 'seals'>,
  showings: Showings,
  { stillMay }: Pick<Staff, 'stillMay'>,
) {
  const now = () => new Date(clock.now())
  const rowsOf = async (at: Db, claimId: string) => {
    const claim = await at.selectFrom('photograph_claim').selectAll().where('claim_id', '=', claimId).executeTakeFirst()
    const enrolment =
      claim &&
      (await at.selectFrom('enrolment').selectAll().where('enrolment_id', '=', claim.enrolment_id).executeTakeFirst())
    return claim && enrolment ? { claim, enrolment } : null
  }
  const collectedOf = async (at: Db, photoId: string) => {
    const photo = await at.selectFrom('photograph').selectAll().where('photo_id', '=', photoId).executeTakeFirst()
    if (!photo) return null
    const told = seals.openTold(photo.photo_id, photo.told)
    return { photo, numbers: numbersTold(told) }
  }
  const detailOf = async (at: Db, claim: ClaimRow, enrolment: EnrolmentRow): Promise<ClaimDetail> => {
    const collected = await collectedOf(at, claim.photo_id)
    const others = await at
      .selectFrom('photograph_claim')
      .select('claim_id')
      .where('photo_id', '=', claim.photo_id)
      .where('claim_id', '!=', claim.claim_id)
      .where('state', '=', 'waiting')
      .execute()
    return {
      ...lineOf(claim, enrolment, others.length),
      ...{ decidedBy: claim.decided_by, reason: claim.reason },
      school: enrolment.school,
      numbersMasked: numbersOf(enrolment, seals).map(maskNumber),
      collected: collected && {
        nameMasked: maskName(collected.photo.name),
        numbersMasked: collected.numbers.map(maskNumber),
        ...{ school: collected.photo.school, takenOn: collected.photo.taken_on },
      },
    }
  }
  return {
    list: async ({ state, after, limit }: ClaimWish): Promise<PageOf<ClaimLine>> => {
      const place = readCursor(after)
      const rows = await db
        .selectFrom('photograph_claim as c')
        .innerJoin('enrolment as e', 'e.enrolment_id', 'c.enrolment_id')
        .selectAll('c')
        .select(['e.name', 'e.student_number'])
        .select(({ selectFrom }) =>
          selectFrom('photograph_claim as o')
            .select(({ fn }) => fn.countAll<string>().as('others'))
            .whereRef('o.photo_id', '=', 'c.photo_id')
            .whereRef('o.claim_id', '!=', 'c.claim_id')
            .where('o.state', '=', 'waiting')
            .as('others'),
        )
        .$if(state !== undefined, query => query.where('c.state', '=', state ?? 'waiting'))
        .$if(place !== null, query =>
          query.where(({ eb, refTuple, tuple }) =>
            eb(refTuple('c.made_at', 'c.claim_id'), '<', tuple(place?.at ?? now(), place?.id ?? '')),
          ),
        )
        .orderBy('c.made_at', 'desc')
        .orderBy('c.claim_id', 'desc')
        .limit(limit + 1)
        .execute()
      const page = pageOf(rows, limit, row => ({ at: row.made_at, id: row.claim_id }))
      return { rows: page.rows.map(row => lineOf(row, row, Number(row.others))), next: page.next }
    },
    /** Names and numbers side by side, masked. Null where there is no such claim. */
    one: async (claimId: string): Promise<ClaimDetail | null> => {
      const rows = await rowsOf(db, claimId)
      return rows && detailOf(db, rows.claim, rows.enrolment)
    },
    /** Opens both pictures and what is masked, for a reason that the person reads. */
    open: async (claimId: string, caller: StaffCaller, reason: string): Promise<OpenedClaim | null> => {
      const rows = await rowsOf(db, claimId)
      if (!rows) return null
      const { claim, enrolment } = rows
      const look = { personId: claim.person_id, by: caller, what: ['photograph', 'name', 'number'], reason } as const
      await db.transaction().execute(async tx => {
        await noteLook(tx, look, now())
        const detail = { by: caller.staffId, role: caller.role, isTold: true }
        const subject = claim.enrolment_id
        await audit(tx, now(), { event: 'photographs-opened', subject, terminalId: null, detail })
      })
      const collected = await collectedOf(db, claim.photo_id)
      const admission = (await photosOf(db, [claim.enrolment_id])).find(({ kind }) => kind === 'admission')
      const offer = (photoId: string) => showings.offer('staff', caller, { photoId })
      return {
        ...{ name: enrolment.name, numbers: [...numbersOf(enrolment, seals)] },
        collected: collected && { name: collected.photo.name, numbers: [...collected.numbers] },
        claimed: collected === null ? null : offer(claim.photo_id),
        admission: admission === undefined ? null : offer(admission.photoId),
      }
    },
    /** The first to decide decides; whoever comes after sees what that one did. */
    decide: (
      { claimId, decision, reason }: ClaimDecision,
      caller: StaffCaller,
    ): Promise<Result<{ isYours: boolean; claim: ClaimDetail }, 'not-there'>> =>
      db.transaction().execute(async tx => {
        if (!(await stillMay(tx, caller, PERMISSION, null))) return err('not-there')
        await tx
          .selectFrom('photograph_claim')
          .select('claim_id')
          .where('claim_id', '=', claimId)
          .forUpdate()
          .executeTakeFirst()
        const rows = await rowsOf(tx, claimId)
        if (!rows) return err('not-there')
        const { claim, enrolment } = rows
        if (claim.state !== 'waiting') return ok({ isYours: false, claim: await detailOf(tx, claim, enrolment) })
        const keys = { photoId: claim.photo_id, enrolmentId: claim.enrolment_id, claimId, now: now() }
        const isTied = decision === 'agree' && (await tiePhoto(tx, keys))
        const state = decision === 'refuse' ? 'refused' : isTied ? 'agreed' : 'overtaken'
        const said = { state, decided_at: now(), decided_by: caller.staffId } as const
        const decided = { ...said, reason: decision === 'refuse' ? reason : null }
        await tx.updateTable('photograph_claim').set(decided).where('claim_id', '=', claimId).execute()
        const detail = { by: caller.staffId, role: caller.role, enrolment: claim.enrolment_id, state }
        await audit(tx, now(), { event: 'photograph-claim-decided', subject: claimId, terminalId: null, detail })
        return ok({ isYours: true, claim: await detailOf(tx, { ...claim, ...decided }, enrolment) })
      }),
  }
}

const lineOf = (
  claim: Pick<ClaimRow, 'claim_id' | 'enrolment_id' | 'state' | 'made_at' | 'decided_at'>,
  enrolment: Pick<EnrolmentRow, 'name' | 'student_number'>,
  others: number,
): ClaimLine => ({
  ...{ claimId: claim.claim_id, enrolmentId: claim.enrolment_id, state: claim.state },
  ...{ madeAt: claim.made_at.toISOString(), decidedAt: claim.decided_at?.toISOString() ?? null },
  ...{ nameMasked: maskName(enrolment.name), numberMasked: maskNumber(enrolment.student_number) },
  otherClaims: others,
})
