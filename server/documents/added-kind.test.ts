import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { universitySql } from '../../demo/university/university-sql.ts'
import { fakeClock } from '../../src/fake-clock.ts'
import { unwrap } from '../../src/result.ts'
import { USUAL_TARIFF } from '../../src/rules/tariff.ts'
import { openHouseStore } from '../../tests/peers/house-store.ts'
import { hasPoppler, textOf } from '../ground/rendering/raster.ts'
import { runSetupScript } from '../ground/store/setup-script.ts'
import type { Store } from '../ground/store/store.ts'
import { createIssuer, type IssuerOptions } from '../issuing/create-issuer.ts'
import type { Issuer } from '../issuing/issuer.ts'
import { recordQueriesSchema } from '../records/record-queries.ts'
import type { PersonId } from '../records/records.ts'
import { createSqlRecords } from '../records/sql-records.ts'
import { pem, SAMPLE_NOW_MS, sampleAuthority } from '../signing/sample-authority.ts'
import type { Documents } from './documents.ts'
import { HOUSE_TEMPLATES } from './house-templates.ts'
import { sampleOf } from './kind-sample.ts'
import { readDocuments } from './read-documents.ts'
import { sampleClock } from './sample-clock.ts'
import { KNOWN_BY_CARD, SAMPLE_UNIVERSITY, sampleRequest } from './sample-subjects.ts'

/** A kind that nobody here has heard of: what a site writes when it wants a document of its own. */
const KIND = {
  kind: 'prize-certificate',
  rank: 60,
  groups: ['undergraduate'],
  statuses: ['enrolled', 'graduated'],
  office: { zh: '学生处', en: 'Office of Student Affairs' },
  validityDays: 365,
  dataSets: {
    prizes: {
      name: { type: 'bilingual' },
      won_on: { type: 'day' },
      amount: { type: 'number', most: 100_000, optional: true },
    },
    library: { books: { type: 'number' } },
  },
  holds: [{ set: 'library', reason: { zh: '请先还书。', en: 'Please return your books first.' } }],
  editions: [
    {
      ...{ edition: 'zh', language: 'zh', template: 'prize.typ' },
      title: { zh: '获奖证明', en: 'Certificate of prizes (Chinese)' },
      detail: { zh: '{prizes.name}', en: '{prizes.name}' },
      sources: [{ set: 'prizes' }],
    },
  ],
  unavailable: { status: { zh: '不能办理。', en: 'Not to be had.' }, needs: {} },
}
const TEMPLATE = `
#import "../house/letter.typ": *
#import "../house/data.typ": *
#letter(
  [兹证明#strong(data.person.name)获得：#for prize in data.sets.prizes [#prize.name（#prize.won_on.monthText）]。],
  [特此证明。],
)
`
const QUERIES = {
  prizes:
    "select '校长奖学金' as name_zh, 'President''s Prize' as name_en, date '2026-05-06' as won_on, 5000.0 as amount from university.person where person_id = $1 and number like '2023%'",
  library: "select 2 as books from university.person where person_id = $1 and name_zh = '宋思远'",
}

const dir = mkdtempSync(join(tmpdir(), 'added-kind-'))
const house = sampleAuthority()
const options: Omit<IssuerOptions, 'documents'> = {
  ...{ signer: house.signer, anchorsPem: pem(house.root), university: SAMPLE_UNIVERSITY, workers: 1 },
  clock: sampleClock(() => SAMPLE_NOW_MS),
}
let documents: Documents
let store: Store
let issuer: Issuer

beforeAll(async () => {
  cpSync(HOUSE_TEMPLATES, dir, { recursive: true })
  mkdirSync(join(dir, 'prize-certificate'))
  writeFileSync(join(dir, 'prize-certificate/kind.json'), JSON.stringify(KIND))
  writeFileSync(join(dir, 'prize-certificate/prize.typ'), TEMPLATE)
  store = await openHouseStore({ kind: 'folder', folder: join(dir, 'store') })
  await runSetupScript(store.db, universitySql(), 'a'.repeat(64), new Date())
  documents = readDocuments(dir, USUAL_TARIFF)
  issuer = createIssuer({ ...options, documents })
})
afterAll(async () => {
  await issuer.close()
  await store.close()
  rmSync(dir, { recursive: true })
})

describe('a kind that is added by a folder and a query', () => {
  const subjectOf = async (personId: string) => {
    const records = createSqlRecords(store.db, recordQueriesSchema.parse({ sets: QUERIES }), fakeClock())
    const person = await records.person(personId as PersonId)
    return { person: person!, studyRecord: await records.studyRecord(person!.personId), known: KNOWN_BY_CARD }
  }
  const offerFor = async (personId: string) =>
    documents.offers(await subjectOf(personId)).find(({ kind }) => kind === 'prize-certificate')

  it('is offered to whom it has something for, issued, and signed', async () => {
    const winner = await subjectOf('u2023089001')
    expect(await offerFor('u2023089001')).toMatchObject({ detail: { zh: '校长奖学金' }, unavailable: null })
    const file = unwrap(await issuer.issue(sampleRequest('prize-certificate', 'zh', winner)))
    expect(file.pages).toBe(1)
  })

  it.skipIf(!hasPoppler)('carries its rows and its last day, as poppler reads it', async () => {
    const winner = await subjectOf('u2023089001')
    const file = unwrap(await issuer.issue(sampleRequest('prize-certificate', 'zh', winner)))
    const text = textOf(file.pdf).join('').replaceAll(/\s/g, '')
    expect(text).toContain('林知远获得：校长奖学金（2026年5月）')
    expect(text).toContain('有效期至2027年11月22日')
  })

  it('is not shown to others, and held by its own rule', async () => {
    expect(await offerFor('u2024089014')).toBeUndefined()
    expect((await offerFor('u2023059013'))?.unavailable?.en).toBe('Please return your books first.')
  })

  it('is what the documentation shows, word for word', async () => {
    const documentation = readFileSync(new URL('../../docs/adding-a-kind.md', import.meta.url), 'utf8')
    const blocks = (language: string) =>
      [...documentation.matchAll(new RegExp(`\`\`\`${language}\n(.*?)\`\`\``, 'gs'))].map(([, text = '']) => text)
    const [kind = '', sample = ''] = blocks('json')
    const example = join(dir, 'example')
    cpSync(HOUSE_TEMPLATES, example, { recursive: true })
    mkdirSync(join(example, 'prize-certificate'))
    writeFileSync(join(example, 'prize-certificate/kind.json'), kind)
    writeFileSync(join(example, 'prize-certificate/sample.json'), sample)
    writeFileSync(join(example, 'prize-certificate/zh.typ'), blocks('typst')[0] ?? '')
    const other = createIssuer({ ...options, documents: readDocuments(example, USUAL_TARIFF) })
    try {
      const subject = sampleOf(example, 'prize-certificate')!
      expect((await other.issue(sampleRequest('prize-certificate', 'zh', subject))).ok).toBe(true)
    } finally {
      await other.close()
    }
  })

  it('is known with what is declared of it', () => {
    const kind = documents.kinds.find(one => one.kind === 'prize-certificate')
    expect(kind).toMatchObject({ validityDays: 365, assurance: { level: 'A1', withinMinutes: null }, approval: null })
  })
})
