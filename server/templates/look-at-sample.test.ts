import pino from 'pino'
import { PNG } from 'pngjs'
import { afterAll, describe, expect, it } from 'vitest'
import { unwrap } from '../../src/result.ts'
import { lookRequest } from '../documents/documents.ts'
import { sampleClock } from '../documents/sample-clock.ts'
import { SAMPLE_UNIVERSITY } from '../documents/sample-subjects.ts'
import { HOUSE_DOCUMENTS } from '../documents/samples.ts'
import { randomReadable, readTyped } from '../ground/random-id.ts'
import { createPagePictures } from '../ground/rendering/page-pictures.ts'
import { hasPoppler, textOf } from '../ground/rendering/raster.ts'
import { createIssuer } from '../issuing/create-issuer.ts'
import { pem, SAMPLE_NOW_MS, sampleAuthority } from '../signing/sample-authority.ts'
import { createSampleLooks } from './look-at-sample.ts'

const house = sampleAuthority()
const clock = sampleClock(() => SAMPLE_NOW_MS)
const issuer = createIssuer({
  ...{ documents: HOUSE_DOCUMENTS, signer: house.signer, anchorsPem: pem(house.root), university: SAMPLE_UNIVERSITY },
  ...{ workers: 1, clock },
})
const pictures = createPagePictures({ clock, isSample: true })
const looks = createSampleLooks({
  ...{ documents: HOUSE_DOCUMENTS, issuer, pictures, now: () => new Date(SAMPLE_NOW_MS) },
  log: pino({ level: 'silent' }),
})
afterAll(async () => {
  await pictures.close()
  await issuer.close()
})
const kind = (name: string) => HOUSE_DOCUMENTS.kinds.find(one => one.kind === name)!

describe('a look at a kind', () => {
  it('has the people that templates forget, for every edition of every kind, and each is answered', async () => {
    for (const one of HOUSE_DOCUMENTS.kinds) {
      const keys = looks.peopleOf(one).map(({ key }) => key)
      expect(new Set(keys).size).toBe(keys.length)
      for (const key of ['usual', 'long-name', 'middle-dots', 'own-script', 'rare', 'many', 'nothing'])
        expect(keys, one.kind).toContain(key)
      for (const { edition } of one.editions) {
        expect(await looks.look({ kind: one.kind, edition, sample: 'usual' })).toMatchObject({ is: 'pages' })
        const nothing = await looks.look({ kind: one.kind, edition, sample: 'nothing' })
        expect(['hidden', 'refused'], one.kind).toContain(nothing?.is)
      }
    }
    expect(await looks.look({ kind: 'transcript', edition: 'zh', sample: 'many' })).toMatchObject({ pages: 3 })
    expect(looks.peopleOf(kind('transcript')).map(({ key }) => key)).toContain('graduate')
  })

  it('is null for what is not there', async () => {
    expect(await looks.look({ kind: 'diploma', edition: 'zh', sample: 'usual' })).toBeNull()
    expect(await looks.look({ kind: 'transcript', edition: 'fr', sample: 'usual' })).toBeNull()
    expect(await looks.look({ kind: 'transcript', edition: 'zh', sample: 'nobody' })).toBeNull()
  })

  it('shows pages that are marked all over, with no red of a seal, and none of a mark of another day', async () => {
    const asked = { kind: 'enrolment-proof', edition: 'zh', sample: 'usual' }
    const look = await looks.look(asked)
    if (look?.is !== 'pages') throw new Error('no pages')
    const picture = unwrap(await looks.picture({ ...asked, page: 1, mark: look.mark }))
    const { width, height, data } = PNG.sync.read(Buffer.from(picture))
    let red = 0
    const marked = new Set<number>()
    for (let at = 0; at < data.length; at += 4) {
      const [r, g, b] = [data[at]!, data[at + 1]!, data[at + 2]!]
      if (r - Math.max(g, b) > 40) red++
      // Bluish: the words of the mark. Each sixth of the height has some.
      if (b - r > 25) marked.add(Math.floor((at / 4 / width / height) * 6))
    }
    expect(red).toBe(0)
    expect(marked.size).toBe(6)
    expect(await looks.picture({ ...asked, page: 1, mark: 'f'.repeat(64) })).toEqual({ ok: false, error: 'undrawn' })
  })

  it('bears no number and no code that a document can have', () => {
    const { person } = looks.peopleOf(kind('transcript')).map(({ subject }) => subject)[0]!
    const request = lookRequest(
      { kind: 'transcript', edition: 'zh' },
      { person, studyRecord: null, known: 'by-the-office' },
      new Date(),
    )
    const alphabet = new Set(randomReadable(20_000))
    expect([...readTyped(request.verificationCode)].some(letter => !alphabet.has(letter))).toBe(true)
    expect(request.verificationUrl).not.toContain('http')
  })

  it.skipIf(!hasPoppler)('prints no address with a code', async () => {
    const { subject } = looks.peopleOf(kind('enrolment-proof'))[0]!
    const drawn = unwrap(
      await issuer.draw(lookRequest({ kind: 'enrolment-proof', edition: 'zh' }, subject, new Date())),
    )
    const text = textOf(drawn.pdf).join('')
    expect(text).toContain('样张 SAMPLE')
    expect(Buffer.from(drawn.pdf).includes('/ByteRange')).toBe(false)
  })
})
