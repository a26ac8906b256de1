import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { unwrap } from '../../src/result.ts'
import { describeOnStores } from '../../tests/peers/stores.ts'
import { lookRequest, samplePeople } from '../documents/documents.ts'
import { sampleClock } from '../documents/sample-clock.ts'
import { SAMPLE_UNIVERSITY } from '../documents/sample-subjects.ts'
import { HOUSE_DOCUMENTS } from '../documents/samples.ts'
import { hasPoppler, textOf } from '../ground/rendering/raster.ts'
import { createIssuer } from '../issuing/create-issuer.ts'
import type { Issuer, TemplatesNow } from '../issuing/issuer.ts'
import { pem, SAMPLE_NOW_MS, sampleAuthority } from '../signing/sample-authority.ts'
import { createTemplatesInForce } from './in-force.ts'
import { publicationOfTemplates } from './publish.ts'

const KIND = 'employment-proof'
const kind = HOUSE_DOCUMENTS.kinds.find(one => one.kind === KIND)!
const own = join(HOUSE_DOCUMENTS.templatesDir, KIND)
const { subject } = samplePeople(HOUSE_DOCUMENTS.templatesDir, kind)[0]!
const request = (edition: string) => lookRequest({ kind: KIND, edition }, subject, new Date(SAMPLE_NOW_MS))
const at = new Date(SAMPLE_NOW_MS)

const house = sampleAuthority()
let now: TemplatesNow = async () => null
let issuer: Issuer
beforeAll(() => {
  issuer = createIssuer({
    ...{ documents: HOUSE_DOCUMENTS, signer: house.signer, anchorsPem: pem(house.root), workers: 1 },
    ...{ university: SAMPLE_UNIVERSITY, clock: sampleClock(() => SAMPLE_NOW_MS), templates: one => now(one) },
  })
})
afterAll(() => issuer.close())

describeOnStores('templates that two people publish', store => {
  const keep = async (number: number, outcome: 'passed' | 'refused' | null, words: string) => {
    const { db } = store()
    const row = { kind: KIND, number, digest: `${number}`, byte_length: 1, outcome, made_by: 'a', made_at: at }
    await db.insertInto('template_version').values(row).execute()
    const source = (await readFile(join(own, 'zh.typ'), 'utf8')).replace('特此证明', words)
    const file = { kind: KIND, number, path: 'zh.typ', content: Buffer.from(source).toString('base64') }
    await db.insertInto('template_file').values(file).execute()
  }
  const publish = (version: number, running: number) => {
    const { db } = store()
    const agreed = { proposalId: `p${version}-${running}`, draftedBy: 'one', agreedBy: 'other' }
    const proposal = publicationOfTemplates(db, HOUSE_DOCUMENTS)
    return db.transaction().execute(tx => proposal.carryOut(tx, { kind: KIND, version, running }, agreed, at))
  }

  it('count from the next document on, which names them, and an earlier version comes back the same way', async () => {
    const { db } = store()
    now = createTemplatesInForce(db)
    await keep(1, 'passed', '版本一')
    await keep(2, 'passed', '版本二')
    await keep(3, 'refused', '版本三')
    await keep(4, null, '版本四')
    const versionOf = async (edition = 'zh') => unwrap(await issuer.issue(request(edition))).templateVersion
    expect(await versionOf()).toBeNull()
    expect((await publish(3, 0)).ok).toBe(false)
    expect((await publish(4, 0)).ok).toBe(false)
    expect((await publish(9, 0)).ok).toBe(false)
    expect((await publish(1, 0)).ok).toBe(true)
    expect(await versionOf()).toBe(1)
    // It has no template of that edition, and so the server's own is taken, and is what the document names.
    expect(await versionOf('en')).toBeNull()
    // Drafted while another was used.
    expect(await publish(2, 0)).toMatchObject({ ok: false })
    expect((await publish(2, 1)).ok).toBe(true)
    expect(await versionOf()).toBe(2)
    expect((await publish(1, 2)).ok).toBe(true)
    expect(await versionOf()).toBe(1)
    expect((await publish(0, 1)).ok).toBe(true)
    expect(await versionOf()).toBeNull()
    const events = await db.selectFrom('audit').select('detail').where('event', '=', 'templates-published').execute()
    expect(events).toHaveLength(4)
  })

  it.skipIf(!hasPoppler)('are what stands on the paper', async () => {
    now = createTemplatesInForce(store().db)
    expect((await publish(2, 0)).ok).toBe(true)
    expect(textOf(unwrap(await issuer.draw(request('zh'))).pdf).join('')).toContain('版本二')
    expect((await publish(1, 2)).ok).toBe(true)
    expect(textOf(unwrap(await issuer.draw(request('zh'))).pdf).join('')).toContain('版本一')
    expect((await publish(0, 1)).ok).toBe(true)
    expect(textOf(unwrap(await issuer.draw(request('zh'))).pdf).join('')).toContain('特此证明')
  })

  it('are asked for with what was, what will be, and how the trial went', async () => {
    const { titleOf, detailsOf } = publicationOfTemplates(store().db, HOUSE_DOCUMENTS)
    expect((await titleOf({ kind: KIND, version: 2, running: 0 })).zh).toContain('第 2 版')
    expect(await detailsOf({ kind: KIND, version: 3, running: 0 })).toMatchObject([
      ...[{ before: expect.stringContaining('服务器'), after: expect.stringContaining('第 3 版') }],
      ...[{ after: expect.stringContaining('not passed') }],
    ])
  })
})
