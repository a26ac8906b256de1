import { ENROLMENT_ID_TYPES, type PhotoKind } from '../../../src/graduation/enrolment.ts'
import { nameKey } from '../../../src/graduation/plain-key.ts'
import type { Db } from '../register/enrolment-rows.ts'
import { identityText } from '../register/read-identity.ts'
import type { GraduationSeals } from '../seals.ts'
import type { PhotoNamed } from './photo-named.ts'

/** Why a photograph is nobody's: it says nothing, its number is unknown, is of several, or is that of another name or school. */
export type PoolReason = 'says-nothing' | 'number' | 'several' | 'name' | 'school'

export interface MatchedPhoto {
  readonly enrolmentId: string | null
  readonly pooledBecause: PoolReason | null
  /** Of the photograph that the enrolment has already. */
  readonly formerId: string | null
  readonly formerSource: string | null
}

interface Candidate {
  readonly enrolment_id: string
  readonly name_key: string
  readonly school: string
  readonly id_key: string
  readonly examinee_number: string
  readonly student_number: string
  readonly capture_code: string
}

/** Whose photographs are, by number, name and school: as far as something is said of each. */
export async function matchPhotos(
  db: Db,
  seals: Pick<GraduationSeals, 'keyOf'>,
  kind: PhotoKind,
  photos: readonly PhotoNamed[],
): Promise<readonly MatchedPhoto[]> {
  const numbers = [...new Set(photos.flatMap(photo => photo.numbers))]
  const keysOf = (number: string) =>
    ENROLMENT_ID_TYPES.map(idType => seals.keyOf('identity', identityText({ idType, idNumber: number })))
  const keys = new Map(numbers.map(number => [number, keysOf(number)]))
  const found: readonly Candidate[] =
    numbers.length === 0
      ? []
      : await db
          .selectFrom('enrolment')
          .select(['enrolment_id', 'name_key', 'school', 'id_key', 'examinee_number', 'student_number', 'capture_code'])
          .where(either =>
            either.or([
              either('id_key', 'in', [...keys.values()].flat()),
              either('examinee_number', 'in', numbers),
              either('student_number', 'in', numbers),
              either('capture_code', 'in', numbers),
            ]),
          )
          .execute()
  const under = new Map<string, Candidate[]>()
  for (const one of found)
    for (const text of [one.id_key, one.examinee_number, one.student_number, one.capture_code])
      if (text !== '') under.set(text, [...(under.get(text) ?? []), one])
  const matched = photos.map(photo => {
    const all = photo.numbers.flatMap(number =>
      [number, ...(keys.get(number) ?? [])].flatMap(one => under.get(one) ?? []),
    )
    return judge(photo, [...new Map(all.map(one => [one.enrolment_id, one])).values()])
  })
  const ids = matched.flatMap(({ enrolmentId }) => (enrolmentId === null ? [] : [enrolmentId]))
  const former =
    ids.length === 0
      ? []
      : await db
          .selectFrom('photograph')
          .select(['photo_id', 'enrolment_id', 'source_sha256'])
          .where('enrolment_id', 'in', ids)
          .where('kind', '=', kind)
          .where('kept_at', 'is not', null)
          .where('gone_at', 'is', null)
          .execute()
  const has = new Map(former.map(row => [row.enrolment_id, row]))
  return matched.map(one => {
    const there = one.enrolmentId === null ? undefined : has.get(one.enrolmentId)
    return { ...one, formerId: there?.photo_id ?? null, formerSource: there?.source_sha256 ?? null }
  })
}

type Judged = Pick<MatchedPhoto, 'enrolmentId' | 'pooledBecause'>
const pooled = (pooledBecause: PoolReason): Judged => ({ enrolmentId: null, pooledBecause })

function judge({ numbers, name, school }: PhotoNamed, candidates: readonly Candidate[]): Judged {
  if (numbers.length === 0) return pooled('says-nothing')
  if (candidates.length === 0) return pooled('number')
  const ofName = name === '' ? candidates : candidates.filter(one => one.name_key === nameKey(name))
  if (ofName.length === 0) return pooled('name')
  const ofSchool = school === '' ? ofName : ofName.filter(one => nameKey(one.school) === nameKey(school))
  if (ofSchool.length === 0) return pooled('school')
  const [first] = ofSchool
  return ofSchool.length === 1 && first ? { enrolmentId: first.enrolment_id, pooledBecause: null } : pooled('several')
}
