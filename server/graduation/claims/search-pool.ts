import { type Clock, sleep } from '../../../src/clock.ts'
import type { Fault } from '../../../src/fault.ts'
import { SEARCHES_A_DAY } from '../../../src/graduation/photo-search.ts'
import { err, ok, type Result } from '../../../src/result.ts'
import type { VisitorCaller } from '../../ground/callers.ts'
import type { Limit } from '../../ground/limits/limit.ts'
import type { SentFile } from '../../ground/room.ts'
import { sha256Hex } from '../../ground/store/content-store.ts'
import { audit } from '../graduation-audit.ts'
import { type ShowingParts, type Showings, tooOften } from '../showing/showings.ts'
import { hasGraduationPhoto, isPooled, ownEnrolment } from './own-enrolment.ts'
import { nearPhotos } from './pool-photos.ts'

/** Small enough to know oneself by, and no more. */
export const SMALL_PHOTO = { widthPx: 180, heightPx: 240 } as const
const DAY_MS = 24 * 3_600_000
/** So long every answer takes: whether there was something shows in it alone. */
const ANSWER_MS = 300

export type SearchRefusal = 'not-there' | 'has-photo' | 'searched-enough'

export interface FoundPhoto {
  readonly showing: string
}

export function createPoolSearch(parts: ShowingParts & { readonly clock: Clock }, showings: Showings) {
  const { db, clock, seals, limit } = parts
  const searches: Limit = limit('graduation searches', {
    ...{ times: SEARCHES_A_DAY, timesOfAll: 20_000, windowMs: DAY_MS },
  })
  const search = async (enrolmentId: string, caller: VisitorCaller): Promise<Result<FoundPhoto[], SearchRefusal>> => {
    const row = await ownEnrolment(db, enrolmentId, caller.personIds)
    if (!row) return err('not-there')
    if (await hasGraduationPhoto(db, enrolmentId)) return err('has-photo')
    if (!(await searches.allow(sha256Hex(enrolmentId)))) return err('searched-enough')
    const found = await nearPhotos(db, seals, row)
    await db.transaction().execute(tx =>
      audit(tx, new Date(clock.now()), {
        ...{ event: 'photographs-searched', subject: enrolmentId, terminalId: null },
        detail: { found: found.length },
      }),
    )
    return ok(found.map(({ photoId }) => ({ showing: showings.offer('pool', caller, { photoId, enrolmentId }) })))
  }
  return {
    /** Photographs of the pool that may be the person's; three times a day. */
    search: async (enrolmentId: string, caller: VisitorCaller): Promise<Result<FoundPhoto[], SearchRefusal>> => {
      const [answer] = await Promise.all([search(enrolmentId, caller), sleep(clock, ANSWER_MS)])
      return answer
    },
    /** One of them, small; of one that is somebody's by now nothing is shown any more. */
    picture: async (showing: string, caller: VisitorCaller): Promise<Result<SentFile, Fault | 'not-there'>> => {
      if (!(await showings.mayShow(caller.personId))) return tooOften()
      const facts = showings.read('pool', caller, showing)
      if (facts?.photoId === undefined || facts.enrolmentId === undefined) return err('not-there')
      const row = await ownEnrolment(db, facts.enrolmentId, caller.personIds)
      if (!row || !(await isPooled(db, facts.photoId))) return err('not-there')
      return showings.draw(facts.photoId, row.name, SMALL_PHOTO)
    },
  }
}
