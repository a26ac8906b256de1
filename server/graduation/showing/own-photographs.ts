import type { OwnPhotographs } from '../../../src/contract/graduation-photos-api.ts'
import type { Fault } from '../../../src/fault.ts'
import type { PhotoKind } from '../../../src/graduation/enrolment.ts'
import { err, ok, type Result } from '../../../src/result.ts'
import type { VisitorCaller } from '../../ground/callers.ts'
import { randomId } from '../../ground/random-id.ts'
import type { SentFile } from '../../ground/room.ts'
import { missingPhoto } from '../claims/missing-photo.ts'
import type { Db, EnrolmentRow } from '../register/enrolment-rows.ts'
import { type ShowingParts, type Showings, tooOften } from './showings.ts'

const ENROLMENTS_MAX = 20
const SHOWN_MAX = 50

/** What a person is shown of the photographs of the person's own enrolments, and of nobody else's. */
export function createOwnPhotographs(
  { db, clock, seals }: Pick<ShowingParts, 'db' | 'clock' | 'seals'>,
  showings: Showings,
) {
  return {
    list: async (caller: VisitorCaller): Promise<OwnPhotographs> => {
      const own = await db
        .selectFrom('enrolment')
        .selectAll()
        .where('person_id', 'in', [...caller.personIds])
        .orderBy('entered_on', 'desc')
        .orderBy('enrolment_id')
        .limit(ENROLMENTS_MAX)
        .execute()
      const photos = await photosOf(
        db,
        own.map(row => row.enrolment_id),
      )
      const shown = await db
        .selectFrom('photograph_showing')
        .select(['shown_at', 'photo_kind'])
        .where('person_id', 'in', [...caller.personIds])
        .orderBy('shown_at', 'desc')
        .orderBy('showing_id')
        .limit(SHOWN_MAX)
        .execute()
      const missingOf = async (row: EnrolmentRow) => {
        const isThere = photos.some(one => one.enrolmentId === row.enrolment_id && one.kind === 'graduation')
        if (isThere) return null
        const { capture, lastDeliveredAt } = await missingPhoto(db, seals, row)
        return { capture, lastDeliveredAt: lastDeliveredAt?.toISOString() ?? null }
      }
      const missing = new Map<string, Awaited<ReturnType<typeof missingOf>>>()
      for (const row of own) missing.set(row.enrolment_id, await missingOf(row))
      return {
        enrolments: own.map(({ enrolment_id: enrolmentId }) => ({
          enrolmentId,
          missing: missing.get(enrolmentId) ?? null,
          photographs: photos
            .filter(photo => photo.enrolmentId === enrolmentId)
            .map(({ photoId, kind, takenOn }) => ({
              ...{ kind, takenOn, showing: showings.offer('own', caller, { photoId }) },
            })),
        })),
        shown: shown.map(row => ({ at: row.shown_at.toISOString(), kind: row.photo_kind })),
      }
    },
    /** Before the picture goes out it is written down, for whoever asks who has seen it. */
    picture: async (showing: string, caller: VisitorCaller): Promise<Result<SentFile, Fault | 'not-there'>> => {
      if (!(await showings.mayShow(caller.personId))) return tooOften()
      const photoId = showings.read('own', caller, showing)?.photoId
      if (photoId === undefined) return err('not-there')
      // Whose it is may have become another's since it was offered.
      const row = await db
        .selectFrom('photograph')
        .innerJoin('enrolment', 'enrolment.enrolment_id', 'photograph.enrolment_id')
        .select(['photograph.kind', 'enrolment.enrolment_id', 'enrolment.name', 'enrolment.person_id'])
        .where('photo_id', '=', photoId)
        .where('enrolment.person_id', 'in', [...caller.personIds])
        .executeTakeFirst()
      if (!row || row.person_id === null) return err('not-there')
      const drawn = await showings.draw(photoId, row.name)
      if (!drawn.ok) return drawn
      await db
        .insertInto('photograph_showing')
        .values({
          ...{ showing_id: randomId(), person_id: row.person_id, enrolment_id: row.enrolment_id },
          ...{ photo_kind: row.kind, shown_at: new Date(clock.now()) },
        })
        .execute()
      return ok(drawn.value)
    },
  }
}

export interface PhotoOfEnrolment {
  readonly photoId: string
  readonly enrolmentId: string
  readonly kind: PhotoKind
  readonly takenOn: string | null
}

/** The photographs that count of enrolments; the one of the admission first. */
export async function photosOf(db: Db, enrolmentIds: readonly string[]): Promise<readonly PhotoOfEnrolment[]> {
  if (enrolmentIds.length === 0) return []
  const rows = await db
    .selectFrom('photograph')
    .select(['photo_id', 'enrolment_id', 'kind', 'taken_on'])
    .where('enrolment_id', 'in', [...enrolmentIds])
    .where('kept_at', 'is not', null)
    .where('gone_at', 'is', null)
    .orderBy('kind')
    .execute()
  return rows.flatMap(({ photo_id: photoId, enrolment_id: enrolmentId, kind, taken_on: takenOn }) =>
    enrolmentId === null ? [] : [{ photoId, enrolmentId, kind, takenOn }],
  )
}
