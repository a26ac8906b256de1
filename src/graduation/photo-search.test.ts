import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { PhotoId } from './enrolment.ts'
import { type PooledPhoto, type Sought, searchPhotos } from './photo-search.ts'

const SOUGHT: Sought = { name: '林晓岚', idNumber: '110101200401200024', schoolCode: '10141' }
const photo = (nth: number, idNumber: string, changed: Partial<PooledPhoto> = {}): PooledPhoto => ({
  ...{ photoId: `p-${nth}` as PhotoId, idNumber, name: ' 林晓岚', schoolCode: '１０１４１' },
  ...changed,
})

describe('the search for a photograph', () => {
  it.each([
    ['the very number', '110101200401200024', 0],
    ['a wrong digit', '110101200401200025', 1],
    ['two wrong digits', '110101200401200055', 2],
    ['two digits swapped', '110101200410200024', 1],
    ['a digit lost', '11010120040120002', 1],
    ['a digit too many and a wrong one', '1101012004012000255', 2],
  ])('finds %s', (_, number, edits) => {
    expect(searchPhotos(SOUGHT, [photo(1, number)])).toEqual([{ photoId: 'p-1', edits }])
  })

  it.each<[string, PooledPhoto]>([
    ['three wrong digits', photo(1, '110101200401200555')],
    ['another name', photo(1, SOUGHT.idNumber, { name: '林小岚' })],
    ['another school', photo(1, SOUGHT.idNumber, { schoolCode: '10142' })],
  ])('does not find %s', (_, one) => {
    expect(searchPhotos(SOUGHT, [one])).toEqual([])
  })

  it.each(['name', 'idNumber', 'schoolCode'] as const)('finds nothing for who has no %s', field => {
    const nobody = { ...SOUGHT, [field]: ' ' }
    expect(searchPhotos(nobody, [{ ...nobody, photoId: 'p-1' as PhotoId }])).toEqual([])
  })

  it('shows the three nearest, and the same ones each time', () => {
    const [near, one, two] = ['110101200401200024', '110101200401200025', '110101200401200055'] as const
    const pool = [photo(5, two), photo(4, one), photo(3, one), photo(2, two), photo(1, near)]
    expect(searchPhotos(SOUGHT, pool).map(({ photoId }) => photoId)).toEqual(['p-1', 'p-3', 'p-4'])
    fc.assert(
      fc.property(fc.shuffledSubarray(pool, { minLength: pool.length }), shuffled => {
        expect(searchPhotos(SOUGHT, shuffled)).toEqual(searchPhotos(SOUGHT, pool))
      }),
    )
  })
})
