import { describe, expect, it } from 'vitest'
import type { EnrolmentField } from './enrolment.ts'
import {
  contentFlaws,
  type ErrataContent,
  type Evidence,
  type EvidenceId,
  type ItemFlaw,
  readItems,
  type SaidItem,
} from './errata-items.ts'
import { ENTRY } from './fixtures.ts'

const PROOF: readonly Evidence[] = ['on-paper']
const file = (nth: number) => `file-${nth}` as EvidenceId
const row = (field: EnrolmentField, right: string, evidence = PROOF): SaidItem => ({
  on: 'register',
  field,
  right,
  evidence,
})
const caption = (wrong: string, right: string): SaidItem => ({
  ...{ on: 'paper-photo', field: 'studentNumber', wrong, right, evidence: [] },
})
const problemsOf = (...items: readonly SaidItem[]) =>
  readItems(items, ENTRY).problems.map(({ row: at, flaw }) => `${at} ${flaw}`)

describe('the rows of a form', () => {
  it('say what the register has, and the right value as registers write it', () => {
    expect(
      readItems([row('major', ' 网络工程\u200b', []), caption(' 2022010100 ', '２０２２０１０１０１')], ENTRY),
    ).toEqual({
      items: [
        { on: 'register', field: 'major', wrong: '软件工程', right: '网络工程', evidence: [] },
        { on: 'paper-photo', field: 'studentNumber', wrong: '2022010100', right: '2022010101', evidence: [] },
      ],
      problems: [],
    })
  })

  it('keep a value that is none as it was said', () => {
    expect(readItems([row('sex', ' 女性')], ENTRY).items[0]?.right).toBe(' 女性')
  })

  it.each<[ItemFlaw, string, readonly SaidItem[], number]>([
    ['not-a-sex', 'a value that is none', [row('sex', '女性')], 0],
    ['right-is-wrong', 'what is there', [row('major', ' 软件工程', [])], 0],
    ['right-is-wrong', 'the same under the photograph', [caption('2022010101', '2022010101')], 0],
    ['empty', 'nothing under the photograph', [caption(' ', '2022010101')], 0],
    ['twice', 'a field twice', [row('major', '数学', []), row('major', '物理', [])], 1],
    ['evidence-missing', 'a name without proof', [row('name', '林小岚', [])], 0],
    [
      'evidence-too-much',
      'a sixth file',
      [row('name', '林小岚', [1, 2, 3].map(file)), row('nation', '满族', [4, 5, 6].map(file))],
      1,
    ],
    ['birth-mismatch', 'a day of birth against the number', [row('major', '数学', []), row('bornOn', '2004-01-21')], 1],
    ['sex-mismatch', 'a sex against the number', [row('sex', '男')], 0],
    ['days-out-of-order', 'a day before entering', [row('expectedOn', '2022-07-01', [])], 0],
    ['number-form', 'a number of another kind of paper', [row('idNumber', 'H12345678')], 0],
    ['not-a-kind-of-paper', 'a paper that there is not', [row('idType', '军官证')], 0],
  ])('are refused: %s, for %s', (flaw, _, items, at) => {
    expect(problemsOf(...items)).toEqual([`${at} ${flaw}`])
  })

  it.each<[string, readonly SaidItem[]]>([
    ['five files', [row('name', '林小岚', [1, 2, 3, 4, 5].map(file)), row('nation', '满族')]],
    ['another dot in a name', [row('name', '林·晓岚')]],
    ['the same field in the register and under the photograph', [row('studentNumber', '1', []), caption('2', '1')]],
    [
      'a number with its birth and sex',
      [row('idNumber', '34052419800101001X'), row('bornOn', '1980-01-01'), row('sex', '男')],
    ],
    ['a number of the corrected kind of paper', [row('idNumber', 'H12345678'), row('idType', 'hong-kong-macao')]],
    [
      'a passport, which says nothing of birth',
      [row('idType', 'passport'), row('idNumber', 'E1234567'), row('sex', '男')],
    ],
    [
      'a foreign name with its passport',
      [row('idType', 'passport'), row('name', 'Lin Xiaolan'), row('idNumber', 'E1234567')],
    ],
  ])('may hold %s', (_, items) => {
    expect(problemsOf(...items)).toEqual([])
  })

  it('need a name of the kind of paper that is said, or of the one that is there', () => {
    expect(problemsOf(row('idType', '军官证'), row('name', 'Lin'))).toEqual([
      '0 not-a-kind-of-paper',
      '1 name-not-chinese',
    ])
  })

  it.each([
    ['name', '林小岚'],
    ['sex', '男'],
    ['nation', '满族'],
    ['bornOn', '2004-01-21'],
    ['idType', 'passport'],
    ['idNumber', '110101200401200016'],
  ] as const)('say who somebody is by %s only with proof', (field, right) => {
    expect(problemsOf(row(field, right, []))).toEqual(['0 evidence-missing'])
  })

  it('may say what the register is silent about', () => {
    expect(readItems([row('department', '计算机系', [])], ENTRY)).toEqual({
      ...{ items: [{ on: 'register', field: 'department', wrong: '', right: '计算机系', evidence: [] }], problems: [] },
    })
  })

  it('are blamed by whichever of them brings the disagreement', () => {
    expect(problemsOf(row('idNumber', '110101200401200016'))).toEqual(['0 sex-mismatch'])
    const foreign = { ...ENTRY, idType: 'passport', bornOn: '2004-01-21' } as const
    expect(readItems([row('idType', 'resident')], foreign).problems).toEqual([{ row: 0, flaw: 'birth-mismatch' }])
    expect(readItems([row('bornOn', '2023-01-01')], foreign).problems).toEqual([{ row: 0, flaw: 'days-out-of-order' }])
    expect(readItems([row('enteredOn', '2027-01-01', [])], foreign).problems).toEqual([
      ...[{ row: 0, flaw: 'days-out-of-order' }],
    ])
  })

  it('are not blamed for what the register got wrong elsewhere', () => {
    const odd = { ...ENTRY, sex: '男', expectedOn: '2020-01-01' }
    expect(readItems([row('major', '数学', [])], odd).problems).toEqual([])
    expect(readItems([row('bornOn', '2004-01-21')], odd).problems).toEqual(
      [{ row: 0, flaw: 'birth-mismatch' }].concat([{ row: 0, flaw: 'days-out-of-order' }]),
    )
    expect(readItems([row('idNumber', '34052419800101001X')], odd).problems).toEqual([
      { row: 0, flaw: 'birth-mismatch' },
    ])
    expect(readItems([row('idType', 'taiwan')], odd).problems).toEqual([{ row: 0, flaw: 'sex-mismatch' }])
  })

  it('do not correct the register from under the photograph', () => {
    const named: SaidItem = {
      on: 'paper-photo',
      field: 'idNumber',
      wrong: '1',
      right: '34052419800101001X',
      evidence: [],
    }
    expect(problemsOf(named, row('sex', '男'))).toEqual(['1 sex-mismatch'])
  })
})

describe('a form', () => {
  const content = (changed: Partial<ErrataContent>): ErrataContent => ({
    ...{ items: [], photoProblem: 'not-me', contact: '13800000000' },
    ...changed,
  })
  const items = readItems([row('major', '数学', [])], ENTRY).items

  it.each([
    ['nothing-wrong', { photoProblem: 'none' }, true],
    ['photo-is-there', { photoProblem: 'missing' }, true],
    ['photo-is-not-there', { photoProblem: 'not-me' }, false],
    ['photo-is-not-there', { photoProblem: 'bad-quality' }, false],
    ['photo-is-not-there', { photoProblem: 'outdated' }, false],
    ['contact-missing', { contact: ' ' }, true],
    ['contact-too-long', { contact: '1'.repeat(101) }, true],
  ] as const)('is refused: %s', (flaw, changed, hasPhoto) => {
    expect(contentFlaws(content(changed), hasPhoto)).toEqual([flaw])
  })

  it('says what is wrong with data, with the photograph, or with both', () => {
    expect(contentFlaws(content({}), true)).toEqual([])
    expect(contentFlaws(content({ photoProblem: 'missing' }), false)).toEqual([])
    expect(contentFlaws(content({ photoProblem: 'none', items }), true)).toEqual([])
    expect(contentFlaws(content({ photoProblem: 'none', items }), false)).toEqual([])
    expect(contentFlaws(content({ contact: '1'.repeat(100), items }), true)).toEqual([])
  })
})
