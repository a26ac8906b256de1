import { editsBetween } from './edits.ts'
import type { PhotoId } from './enrolment.ts'
import { nameKey, numberKey } from './plain-key.ts'

/** A photograph that nobody's entry has: what the collector wrote with it. */
export interface PooledPhoto {
  readonly photoId: PhotoId
  readonly name: string
  readonly idNumber: string
  readonly schoolCode: string
}

/** Who looks for a photograph, as the register knows them. */
export type Sought = Omit<PooledPhoto, 'photoId'>

/** A photograph that may be the person's; `edits` are the slips in its number. */
export interface PhotoCandidate {
  readonly photoId: PhotoId
  readonly edits: number
}

/** So many slips may be in a number, so many pictures are shown, and so often a day may somebody look (graduation.md, G6). */
export const EDITS_MAX = 2
export const CANDIDATES_MAX = 3
export const SEARCHES_A_DAY = 3

/**
 * "没照片，找找看" (seed 003, part 2): photographs of the same name and school whose number is at most two slips away, the nearest first, three
 * at most. They are candidates and no more: nothing is linked by it. Who says "this is me" makes a claim, about which staff decide.
 */
export function searchPhotos(sought: Sought, pool: readonly PooledPhoto[]): readonly PhotoCandidate[] {
  const [name, number, school] = [nameKey(sought.name), numberKey(sought.idNumber), numberKey(sought.schoolCode)]
  if (name === '' || number === '' || school === '') return []
  return pool
    .filter(photo => nameKey(photo.name) === name && numberKey(photo.schoolCode) === school)
    .map(({ photoId, idNumber }) => ({ photoId, edits: editsBetween(number, numberKey(idNumber), EDITS_MAX) }))
    .filter(({ edits }) => edits <= EDITS_MAX)
    .toSorted((a, b) => a.edits - b.edits || (a.photoId < b.photoId ? -1 : 1))
    .slice(0, CANDIDATES_MAX)
}
