import { afterAll, describe, expect, it } from 'vitest'
import { unwrap } from '../../src/result.ts'
import { boxOf, hasPoppler, isInk, rasterise, textOf } from '../ground/rendering/raster.ts'
import { createIssuer } from '../issuing/create-issuer.ts'
import { pem, SAMPLE_NOW_MS, sampleAuthority } from '../signing/sample-authority.ts'
import { sampleClock } from './sample-clock.ts'
import { SAMPLE_UNIVERSITY, sampleRequest, sampleSubject } from './sample-subjects.ts'
import { HOUSE_DOCUMENTS } from './samples.ts'

const house = sampleAuthority()
const issuer = createIssuer({
  documents: HOUSE_DOCUMENTS,
  signer: house.signer,
  anchorsPem: pem(house.root),
  university: SAMPLE_UNIVERSITY,
  workers: 1,
  clock: sampleClock(() => SAMPLE_NOW_MS),
})
afterAll(() => issuer.close())

/** A transcript of so many courses, spread over eight terms. */
async function transcriptOf(courses: number, edition: 'zh' | 'en') {
  const full = sampleSubject({}, 20)
  const record = full.studyRecord!
  const each = Math.ceil(courses / record.terms.length)
  const terms = record.terms
    .map((term, nth) => ({
      ...term,
      courses: term.courses.slice(0, Math.max(0, Math.min(each, courses - nth * each))),
    }))
    .filter(term => term.courses.length > 0)
  const subject = { ...full, studyRecord: { ...record, terms } }
  return { ...unwrap(await issuer.issue(sampleRequest('transcript', edition, subject))), terms }
}

describe.skipIf(!hasPoppler)('the pages of a transcript', () => {
  it.each([
    ['zh', 52],
    ['zh', 58],
    ['zh', 62],
  ] as const)('are one where a second would hold a few lines, %s, %i courses', async (edition, courses) => {
    const { pages, pdf, terms } = await transcriptOf(courses, edition)
    expect(pages).toBe(1)
    const [text = ''] = textOf(pdf)
    expect(text).toContain('以下空白')
    const rows = text.match(/必修|选修|公共/g)
    expect(rows).toHaveLength(terms.flatMap(term => term.courses).length)
    // Nothing stands in the foot that does not belong there: the rule above it is where it always is.
    const ink = boxOf(rasterise(pdf, 60)[0]!, isInk)!
    expect(297 - ink.bottom).toBeGreaterThan(8)
  })

  it('are two where three would hold a few lines on the last, in English', async () => {
    expect((await transcriptOf(110, 'en')).pages).toBe(2)
  })

  it('stay as wide as usual where closer rows save no page', async () => {
    const [usual, more] = await Promise.all([transcriptOf(40, 'zh'), transcriptOf(80, 'zh')])
    expect([usual.pages, more.pages]).toEqual([1, 2])
    const firstTerm = (pdf: Uint8Array) => textOf(pdf)[0]!.split('\n').slice(0, 30).join('\n')
    expect(firstTerm(usual.pdf)).toContain('高等数学')
    // The first two courses stand as far from one another on both.
    const pitch = (pdf: Uint8Array) => {
      const page = rasterise(pdf, 150)[0]!
      const dark = Array.from({ length: page.height }, (_, y) =>
        Array.from({ length: 60 }, (_, x) => page.rgb[(y * page.width + 125 + x) * 3]!).some(red => red < 110),
      )
      const tops = dark.flatMap((is, y) => (is && !dark[y - 1] ? [y] : []))
      const gaps = tops.slice(1).map((top, at) => top - tops[at]!)
      // The most frequent distance is that of the rows.
      return gaps.toSorted((a, b) => gaps.filter(gap => gap === b).length - gaps.filter(gap => gap === a).length)[0]!
    }
    expect(Math.abs(pitch(usual.pdf) - pitch(more.pdf))).toBeLessThanOrEqual(1)
    expect(pitch((await transcriptOf(62, 'zh')).pdf)).toBeLessThan(pitch(usual.pdf) - 2)
  })

  it.each([
    ['zh', '（续）'],
    ['en', ' (continued)'],
  ] as const)('say of a term that it goes on, and only there, %s', async (edition, words) => {
    const { pdf, terms } = await transcriptOf(70, edition)
    const text = textOf(pdf).join('\n').replaceAll(/ +/g, ' ')
    let further = 0
    for (const { name } of terms) {
      const [, ...others] = text.split(name[edition])
      expect(others.length).toBeGreaterThan(0)
      const marked = others.filter(rest => rest.startsWith(words)).length
      expect(marked).toBe(others.length - 1)
      further += marked
    }
    expect(further).toBeGreaterThan(0)
  })
})
