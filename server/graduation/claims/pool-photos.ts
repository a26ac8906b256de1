import type { PhotoId } from '../../../src/graduation/enrolment.ts'
import { CANDIDATES_MAX, type PhotoCandidate, searchPhotos } from '../../../src/graduation/photo-search.ts'
import { nameKey } from '../../../src/graduation/plain-key.ts'
import { type Db, type EnrolmentRow, entryOf } from '../register/enrolment-rows.ts'
import type { GraduationSeals } from '../seals.ts'

/** More of one name no university has; what is beyond is not opened. */
const OF_NAME_MAX = 200

/** What the collector wrote with a photograph that nobody has. */
export interface Collected {
  readonly photoId: string
  readonly name: string
  readonly school: string
  readonly numbers: readonly string[]
}

/** Every number that the register has of an enrolment: a collector writes any of them. */
export function numbersOf(row: EnrolmentRow, seals: Pick<GraduationSeals, 'openIdNumber'>): readonly string[] {
  const { idNumber, examineeNumber, studentNumber } = entryOf(row, seals)
  return [idNumber, examineeNumber, studentNumber, row.capture_code].filter(number => number !== '')
}

/**
 * The photographs of the pool that may be an enrolment's: by the name, under which alone they are opened, then by the rule of the search. Where the
 * collector says no school, none speaks against it.
 */
export async function nearPhotos(
  db: Db,
  seals: Pick<GraduationSeals, 'openIdNumber' | 'openTold'>,
  row: EnrolmentRow,
): Promise<readonly PhotoCandidate[]> {
  const key = nameKey(row.name)
  if (key === '') return []
  const pool = await db
    .selectFrom('photograph')
    .select(['photo_id', 'name', 'school', 'told'])
    .where('name_key', '=', key)
    .where('kind', '=', 'graduation')
    .where('enrolment_id', 'is', null)
    .where('kept_at', 'is not', null)
    .where('gone_at', 'is', null)
    .orderBy('photo_id')
    .limit(OF_NAME_MAX)
    .execute()
  const school = row.school || UNSAID
  const collected = pool.flatMap(photo =>
    numbersTold(seals.openTold(photo.photo_id, photo.told)).map(idNumber => ({
      ...{ photoId: photo.photo_id as PhotoId, name: photo.name, idNumber, schoolCode: photo.school || school },
    })),
  )
  const found = numbersOf(row, seals).flatMap(idNumber =>
    // One of the three nearest of each number is among the three nearest of all.
    searchPhotos({ name: row.name, idNumber, schoolCode: school }, collected),
  )
  const nearest = new Map<PhotoId, PhotoCandidate>()
  for (const one of found.toSorted((a, b) => a.edits - b.edits || (a.photoId < b.photoId ? -1 : 1)))
    if (!nearest.has(one.photoId)) nearest.set(one.photoId, one)
  return [...nearest.values()].slice(0, CANDIDATES_MAX)
}

const UNSAID = 'a school that nobody says'

export const numbersTold = (told: Readonly<Record<string, string>>): readonly string[] =>
  (told.numbers ?? '').split(' ').filter(number => number !== '')
