import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { USUAL_TARIFF } from '../../src/rules/tariff.ts'
import type { KindDefinition } from './kind.ts'
import { loadKinds } from './load-kinds.ts'
import { readDocuments } from './read-documents.ts'

const TEMPLATES = new URL('../../assets/templates', import.meta.url).pathname
let dir: string

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'kinds-'))
  cpSync(TEMPLATES, dir, { recursive: true })
})
afterEach(() => rmSync(dir, { recursive: true }))

function change(edit: (kind: KindDefinition) => unknown): void {
  const path = join(dir, 'transcript/kind.json')
  writeFileSync(path, JSON.stringify(edit(JSON.parse(readFileSync(path, 'utf8')))))
}

describe('kinds of document', () => {
  it('are the folders with a kind.json, by rank', () => {
    expect(
      loadKinds(dir).map(({ kind, editions }) => `${kind}: ${editions.map(({ edition }) => edition).join(' ')}`),
    ).toEqual([
      'transcript: zh en zh-year zh-plain en-plain',
      'enrolment-proof: zh en',
      'minor-transcript: zh en',
      'grade-points: both',
      'language-test: english japanese german french',
      'computer-test: zh',
      'admission-bachelor: zh',
      'admission-master: zh',
      'admission-doctor: zh',
      'employment-proof: zh en',
    ])
  })

  it('say for every need why it is missed', () => {
    for (const kind of loadKinds(dir)) {
      for (const edition of kind.editions) {
        for (const need of edition.needs) expect(kind.unavailable.needs[need]?.zh).toMatch(/\p{Script=Han}/u)
      }
    }
  })

  it.each<[string, (kind: KindDefinition) => unknown, RegExp]>([
    ['another name than its folder', kind => ({ ...kind, kind: 'other' }), /folder of its name/],
    ['an unknown entry', kind => ({ ...kind, prize: 3 }), /transcript\/kind.json.*prize/s],
    ['a group that does not exist', kind => ({ ...kind, groups: ['alumni'] }), /groups/],
    [
      'a template that is not there',
      kind => ({ ...kind, editions: [{ ...kind.editions[0], template: 'xx.typ' }] }),
      /xx.typ.*missing/,
    ],
    [
      'a template outside its folder',
      kind => ({ ...kind, editions: [{ ...kind.editions[0], template: '../house/page.typ' }] }),
      /template/,
    ],
    ['an edition twice', kind => ({ ...kind, editions: [kind.editions[0], kind.editions[0]] }), /twice/],
    [
      'a need without words',
      kind => ({ ...kind, unavailable: { ...kind.unavailable, needs: {} } }),
      /no words for the need "study-record"/,
    ],
    [
      'a hold on a data set that is not declared',
      kind => ({ ...kind, holds: [{ set: 'debts', reason: { zh: '', en: '' } }] }),
      /"debts" is not among "dataSets"/,
    ],
    [
      'a hold on a field that is not declared',
      kind => ({ ...kind, holds: [{ ...kind.holds[0], where: { colour: ['red'] } }] }),
      /"holds" has no field "colour"/,
    ],
    [
      'a hold on a value that cannot be',
      kind => ({ ...kind, holds: [{ ...kind.holds[0], where: { reason: ['unpaid-fee'] } }] }),
      /"unpaid-fee" is no value of the field "reason" of "holds"/,
    ],
    [
      'a source that is not declared',
      kind => ({ ...kind, editions: [{ ...kind.editions[0], sources: [{ set: 'prizes' }] }] }),
      /"zh": the data set "prizes" is not among/,
    ],
    [
      'two sources of one data set',
      kind => ({ ...kind, editions: [{ ...kind.editions[0], sources: [{ set: 'holds' }, { set: 'holds' }] }] }),
      /names a data set twice/,
    ],
  ])('are refused with %s', (_, edit, reason) => {
    change(edit)
    expect(() => loadKinds(dir)).toThrow(reason)
  })

  it('are refused with a file that is not JSON, by its place', () => {
    writeFileSync(join(dir, 'transcript/kind.json'), '{ "kind": ')
    expect(() => loadKinds(dir)).toThrow(/^transcript\/kind.json: /)
  })

  it('ask at a site for what the site says, before what they say themselves, and of none that is not there', () => {
    const wanted = { level: 'A2', withinMinutes: null } as const
    const { kinds } = readDocuments(dir, USUAL_TARIFF, { assurance: { transcript: wanted } })
    expect(kinds.find(({ kind }) => kind === 'transcript')?.assurance).toEqual(wanted)
    expect(kinds.find(({ kind }) => kind === 'enrolment-proof')?.assurance.level).toBe('A1')
    expect(() => readDocuments(dir, USUAL_TARIFF, { assurance: { diploma: wanted } })).toThrow(
      'there is no kind "diploma"',
    )
  })
})
