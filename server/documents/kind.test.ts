import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type KindDefinition, loadKinds } from './kind.ts'

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
    expect(loadKinds(dir).map(({ kind, editions }) => [kind, editions.map(({ edition }) => edition)])).toEqual([
      ['transcript', ['zh', 'en']],
      ['enrolment-proof', ['zh', 'en']],
      ['employment-proof', ['zh']],
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
  ])('are refused with %s', (_, edit, reason) => {
    change(edit)
    expect(() => loadKinds(dir)).toThrow(reason)
  })
})
