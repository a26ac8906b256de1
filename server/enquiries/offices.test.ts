import { describe, expect, it } from 'vitest'
import { enquiriesSchema } from './enquiries-config.ts'
import { createOffices, worksAt } from './offices.ts'

const named = (zh: string, en = zh) => ({ zh, en })
const KINDS = [
  {
    kind: 'transcript',
    office: named('教务处', 'Office of Academic Affairs'),
    officeByGroup: { graduate: named('研究生院', 'Graduate School') },
    editions: [{ title: named('学业成绩单', 'Academic transcript') }],
  },
  {
    kind: 'employment-proof',
    office: named('人事处', 'Human Resources'),
    officeByGroup: {},
    editions: [{ title: named('在职证明', 'Proof of employment') }],
  },
] as unknown as Parameters<typeof createOffices>[1]
const office = (id: string, answersFor: string[], name = named(id)) => ({ id, name, answersFor })
const HOUSE = { name: named('示范大学', 'Model University'), helpPhone: '8888' }
const of = (offices: readonly object[]) => createOffices(enquiriesSchema.parse({ offices }).offices, KINDS, HOUSE)
const wrong = (kind: string, group: 'undergraduate' | 'graduate' | 'staff' | null, what: 'name' | 'mark') => ({
  ...{ kind, group, wrong: what },
})

describe('the office that owns the data', () => {
  it('is the one that the kind names, where nothing is configured', () => {
    const offices = of([])
    expect(offices.all.map(({ officeId, phone, about }) => [officeId, phone, about.en])).toEqual([
      ['office-of-academic-affairs', '8888', 'Academic transcript'],
      ['graduate-school', '8888', 'Academic transcript'],
      ['human-resources', '8888', 'Proof of employment'],
    ])
    expect(offices.ownerOf(wrong('transcript', 'undergraduate', 'mark')).officeId).toBe('office-of-academic-affairs')
    expect(offices.ownerOf(wrong('transcript', 'graduate', 'mark')).officeId).toBe('graduate-school')
    expect(offices.ownerOf(wrong('employment-proof', null, 'name')).officeId).toBe('human-resources')
  })

  it('is the most particular that the configuration names', () => {
    const offices = of([
      office('academic', ['transcript', '*']),
      office('graduates', ['transcript.graduate']),
      office('register', ['*:name']),
      office('personnel', ['*.staff', '*.staff:name']),
    ])
    const owner = (...said: Parameters<typeof wrong>) => offices.ownerOf(wrong(...said)).officeId
    expect(owner('transcript', 'undergraduate', 'mark')).toBe('academic')
    expect(owner('transcript', 'graduate', 'mark')).toBe('graduates')
    expect(owner('transcript', 'graduate', 'name')).toBe('register')
    expect(owner('employment-proof', 'staff', 'mark')).toBe('personnel')
    expect(owner('employment-proof', 'staff', 'name')).toBe('personnel')
    expect(owner('language-test', null, 'mark')).toBe('academic')
  })

  it('is found by its name where the configuration says nothing of the kind, and is the first at last', () => {
    const offices = of([office('first', []), office('people', [], named('人事处', 'Personnel'))])
    expect(offices.ownerOf(wrong('employment-proof', 'staff', 'mark')).officeId).toBe('people')
    expect(offices.ownerOf(wrong('transcript', null, 'mark')).officeId).toBe('first')
  })

  it('is the university itself where there is nobody else', () => {
    expect(createOffices([], [], HOUSE).all).toMatchObject([{ officeId: 'university', phone: '8888' }])
  })

  it('keeps a name when the configuration has it no more', () => {
    expect(of([office('first', [])]).nameOf('gone')).toEqual(named('gone'))
  })
})

it.each([
  ['two of one name', [office('a', []), office('a', [])]],
  ['two who answer for one thing', [office('a', ['transcript']), office('b', ['transcript'])]],
  ['what is no kind', [office('a', ['Transcript'])]],
  ['a group that there is not', [office('a', ['transcript.alumni'])]],
  ['a field that there is not', [office('a', ['*:photo'])]],
  ['a wrong address', [{ ...office('a', []), mail: 'a@b\nBcc: c@d.example' }]],
])('%s are refused', (_, offices) => {
  expect(enquiriesSchema.safeParse({ offices }).success).toBe(false)
})

it('an account counts at the offices among its sites, or everywhere', () => {
  expect([['*'], ['north', 'register'], ['north']].map(sites => worksAt({ sites }, 'register'))).toEqual([
    true,
    true,
    false,
  ])
})
