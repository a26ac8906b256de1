import { describe, expect, it } from 'vitest'
import type { EnrolmentEntry } from './enrolment.ts'
import { type Disagreement, disagreementsIn } from './entry-agreement.ts'
import { ENTRY } from './fixtures.ts'

describe('an entry', () => {
  it.each<[readonly Disagreement[], string, Partial<EnrolmentEntry>]>([
    [[], 'as it is', {}],
    [['birth-mismatch'], 'with another day of birth', { bornOn: '2004-01-21' }],
    [['sex-mismatch'], 'with another sex', { sex: '男' }],
    [['birth-mismatch', 'sex-mismatch'], 'with a number of somebody else', { idNumber: '34052419800101001X' }],
    [[], 'of a man', { idNumber: '34052419800101001X', sex: '男', bornOn: '1980-01-01' }],
    [[], 'that says neither', { bornOn: '', sex: '' }],
    [[], 'with a number that cannot be read', { idNumber: '110101200401200025', sex: '男' }],
    [[], 'with a passport whose number looks like another', { idType: 'passport', sex: '男' }],
    [[], 'with a card that says no birth', { idType: 'foreign-resident', idNumber: 'USA123456789012', sex: '男' }],
    [['sex-mismatch'], 'with a newer one', { idType: 'foreign-resident', idNumber: '990101200401200028', sex: '男' }],
    [['days-out-of-order'], 'of who graduates before entering', { expectedOn: '2022-08-31' }],
    [['days-out-of-order'], 'of who graduates on the day of entering', { expectedOn: '2022-09-01' }],
    [['days-out-of-order'], 'of who enters before birth', { enteredOn: '2004-01-19' }],
    [['days-out-of-order'], 'of who graduates before birth', { enteredOn: '', expectedOn: '2004-01-01' }],
    [[], 'without a day of graduating', { expectedOn: '' }],
  ])('disagrees with itself in %j %s', (flaws, _, changed) => {
    expect(disagreementsIn({ ...ENTRY, ...changed })).toEqual(flaws)
  })
})
