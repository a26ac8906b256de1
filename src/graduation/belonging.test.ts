import { describe, expect, it } from 'vitest'
import { type Belonging, belongs, type CampaignFilter, collegeOf, EVERYONE } from './belonging.ts'
import type { EnrolmentEntry } from './enrolment.ts'
import { ENTRY } from './fixtures.ts'

const filter = (changed: Partial<CampaignFilter>): CampaignFilter => ({ ...EVERYONE, ...changed })

describe('who is in a campaign', () => {
  it.each<[Belonging, string, Partial<CampaignFilter>, Partial<EnrolmentEntry>]>([
    ['in', 'everyone', {}, {}],
    ['in', 'who studies', {}, { standing: 'studying' }],
    ['graduated', 'whose photograph is with the diploma', {}, { standing: 'graduated' }],
    ['not-studying', 'who is away', {}, { standing: 'suspended' }],
    ['not-studying', 'who has left', {}, { standing: 'withdrawn' }],
    ['in', 'of the level', { levels: ['硕士研究生', '本科'] }, {}],
    ['out', 'of another level', { levels: ['硕士研究生'] }, {}],
    ['in', 'of the category', { categories: ['普通'] }, {}],
    ['out', 'of another category', { categories: ['成人'] }, {}],
    ['in', 'of the mode, in other brackets', { modes: ['业余（周末）'] }, { mode: ' 业余(周末)' }],
    ['out', 'of another mode', { modes: ['函授'] }, {}],
    ['in', 'of the college', { colleges: ['软件学院'] }, {}],
    ['out', 'of another college', { colleges: ['外国语学院'] }, {}],
    [
      'in',
      'of a department where there is no college',
      { colleges: ['沈阳函授站'] },
      { branch: ' ', department: '沈阳函授站' },
    ],
    ['in', 'on the first expected day', { expectedFrom: '2026-07-01' }, {}],
    ['out', 'before it', { expectedFrom: '2026-07-02' }, {}],
    ['in', 'on the last expected day', { expectedTo: '2026-07-01' }, {}],
    ['out', 'after it', { expectedTo: '2026-06-30' }, {}],
    ['day-unknown', 'of whom no day is known', { expectedFrom: '2026-07-01' }, { expectedOn: '' }],
    ['day-unknown', 'of whom no day is known, with a last day alone', { expectedTo: '2026-07-01' }, { expectedOn: '' }],
    ['in', 'of whom no day is known, where none is asked for', {}, { expectedOn: '' }],
    ['out', 'of another level and without a day', { levels: ['专科'], expectedTo: '2026-07-01' }, { expectedOn: '' }],
  ])('%s: %s', (belonging, _, wanted, changed) => {
    expect(belongs(filter(wanted), { ...ENTRY, ...changed })).toBe(belonging)
  })

  it('the college is the branch, else the department', () => {
    expect(collegeOf({ branch: ' 软件学院', department: '计算机系' })).toBe('软件学院')
    expect(collegeOf({ branch: '', department: '计算机系 ' })).toBe('计算机系')
  })
})
