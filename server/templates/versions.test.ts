import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { expect, it } from 'vitest'
import { ZipFile } from 'yazl'
import { PART_BYTES } from '../../src/contract/templates-api.ts'
import { unwrap } from '../../src/result.ts'
import { describeOnStores } from '../../tests/peers/stores.ts'
import { HOUSE_DOCUMENTS } from '../documents/samples.ts'
import { sha256Hex } from '../ground/store/content-store.ts'
import { createVersions, type Versions } from './versions.ts'

const kind = HOUSE_DOCUMENTS.kinds.find(one => one.kind === 'grade-points')!
const own = join(HOUSE_DOCUMENTS.templatesDir, 'grade-points')
const files = async (more: Readonly<Record<string, string | Buffer>> = {}) => {
  const zip = new ZipFile()
  const whole = {
    'both.typ': await readFile(join(own, 'both.typ')),
    'kind.json': await readFile(join(own, 'kind.json')),
    ...more,
  }
  for (const [path, content] of Object.entries(whole)) zip.addBuffer(Buffer.from(content), path)
  zip.end()
  return buffer(zip.outputStream)
}
const bring = async (versions: Versions, zip: Buffer, digest = sha256Hex(zip)) => {
  const count = Math.ceil(zip.length / PART_BYTES)
  for (let at = 0; ; at++) {
    const content = zip.subarray(at * PART_BYTES, (at + 1) * PART_BYTES).toString('base64')
    const said = await versions.bring(kind, { digest, byteLength: zip.length, at, content }, 'staff-1')
    if (at === count - 1) return said
    expect(said).toEqual({ ok: true, value: { state: 'arriving' } })
  }
}

describeOnStores('folders of templates that are brought', store => {
  it('are kept with a number, once each, with who and when, and nothing of their way stays', async () => {
    const { db } = store()
    const at = new Date('2026-11-22T04:00:00Z')
    const versions = createVersions({ db, documents: HOUSE_DOCUMENTS, now: () => at })
    // Of several parts: what does not get smaller.
    const noise = Buffer.from(Array.from({ length: 2 * PART_BYTES }, (_, n) => (n * 2_654_435_761) >>> 23))
    const large = await files({ 'noise.png': noise })
    expect(unwrap(await bring(versions, large))).toEqual({ state: 'kept', number: 1 })
    expect(unwrap(await bring(versions, large))).toEqual({ state: 'kept', number: 1 })
    expect(unwrap(await bring(versions, await files({ 'more.csv': 'a,b' })))).toEqual({ state: 'kept', number: 2 })
    expect((await versions.list('grade-points')).map(({ number }) => number)).toEqual([2, 1])
    expect(await versions.one('grade-points', 1)).toMatchObject({ at: at.toISOString(), outcome: null })
    expect(await versions.one('transcript', 1)).toBeNull()
    const folder = await versions.folder('grade-points', 1)
    expect(Buffer.from(folder.get('noise.png')!).equals(noise)).toBe(true)
    expect(await db.selectFrom('template_upload_part').select('at').execute()).toEqual([])
    await versions.tried('grade-points', 1, 'refused')
    await versions.tried('grade-points', 1, 'refused')
    const events = await db.selectFrom('audit').select('event').where('event', 'like', 'template-%').execute()
    expect(events.map(({ event }) => event).toSorted()).toEqual([
      'template-brought',
      'template-brought',
      'template-tried',
    ])
  })

  it('are not kept where something is wrong in them, each fault by its file', async () => {
    const { db } = store()
    const versions = createVersions({ db, documents: HOUSE_DOCUMENTS, now: () => new Date() })
    const before = (await versions.list('grade-points')).length
    const faultsOf = async (more: Readonly<Record<string, string>>) => {
      const said = unwrap(await bring(versions, await files(more)))
      return said.state === 'refused' ? said.faults : said.state
    }
    expect(await faultsOf({ 'kind.json': '{"kind":"grade-points"}' })).toEqual([
      { what: 'other-rules', path: 'kind.json' },
    ])
    expect(await faultsOf({ 'sample.json': 'no json' })).toEqual([{ what: 'other-rules', path: 'sample.json' }])
    expect(await faultsOf({ 'both.typ': '#import "@preview/cetz:0.2.0"' })).toEqual([
      { what: 'package', path: 'both.typ' },
    ])
    const without = new ZipFile()
    without.addBuffer(Buffer.from('x'), 'zh.typ')
    without.end()
    expect(unwrap(await bring(versions, await buffer(without.outputStream)))).toEqual({
      ...{ state: 'refused', faults: [{ what: 'no-template', path: 'both.typ' }] },
    })
    const zip = await files()
    expect(await bring(versions, zip, 'f'.repeat(64))).toEqual({ ok: false, error: 'other-file' })
    const half = { digest: sha256Hex(zip), byteLength: zip.length + PART_BYTES, at: 0, content: 'YQ==' }
    expect(await versions.bring(kind, half, 'staff-1')).toEqual({ ok: false, error: 'other-file' })
    expect(await versions.list('grade-points')).toHaveLength(before)
  })
})
