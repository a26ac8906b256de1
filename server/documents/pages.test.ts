import { readFileSync, writeFileSync } from 'node:fs'
import jsQR from 'jsqr'
import { afterAll, describe, expect, it } from 'vitest'
import { unwrap } from '../../src/result.ts'
import {
  boxOf,
  hasPoppler,
  inkDifference,
  inkMap,
  isInk,
  isVermilion,
  type Raster,
  rasterise,
  textOf,
} from '../ground/rendering/raster.ts'
import { createIssuer } from '../issuing/create-issuer.ts'
import { pem, SAMPLE_NOW_MS, sampleAuthority } from '../signing/sample-authority.ts'
import { sampleClock } from './sample-clock.ts'
import { LONG_NAME, SAMPLE_UNIVERSITY, sampleRequest, sampleSubject } from './sample-subjects.ts'
import { HOUSE_DOCUMENTS, SAMPLES } from './samples.ts'
import type { Subject } from './subject.ts'

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

const pdfOf = async (kind: string, edition: string, subject: Subject) =>
  unwrap(await issuer.issue(sampleRequest(kind, edition, subject))).pdf

const GOLDEN = new URL('./golden-pages.json', import.meta.url)
/** Average darkness of a cell, out of 255: more than two versions of poppler differ by, less than a missing word. */
const INK_TOLERANCE = 5

describe.skipIf(!hasPoppler)('pages as poppler draws them', () => {
  it.each(SAMPLES)('$name looks as it did', async ({ name, kind, edition, subject }) => {
    const found = rasterise(await pdfOf(kind, edition, subject), 60).map(inkMap)
    const golden = JSON.parse(readFileSync(GOLDEN, 'utf8')) as Record<string, string[][]>
    if (process.env.UPDATE_GOLDEN === '1') {
      writeFileSync(GOLDEN, `${JSON.stringify({ ...golden, [name]: found }, null, 1)}\n`)
      return
    }
    const kept = golden[name] ?? []
    expect(found).toHaveLength(kept.length)
    found.forEach((page, at) => {
      expect(inkDifference(page, kept[at]!)).toBeLessThanOrEqual(INK_TOLERANCE)
    })
  })

  it('are told apart by what the golden pages hold when a name is missing', async () => {
    const golden = JSON.parse(readFileSync(GOLDEN, 'utf8')) as Record<string, string[][]>
    const subject = sampleSubject({ nameZh: '一', nameEn: '' })
    const [page] = rasterise(await pdfOf('enrolment-proof', 'zh', subject), 60)
    expect(inkDifference(inkMap(page!), golden['enrolment-proof-zh']![0]!)).toBeGreaterThan(INK_TOLERANCE)
  })

  it.each(SAMPLES)('$name can be checked from every page', async ({ kind, edition, subject }) => {
    const pdf = await pdfOf(kind, edition, subject)
    const texts = textOf(pdf)
    rasterise(pdf, 120).forEach((page, index) => {
      const text = texts[index]!.replaceAll(/\s+/g, ' ')
      expect(qrOf(page)).toBe('https://verify.yinzheng.example/v/K7QXM2PD9RWT5HNC83VBYZ4FGJ')
      for (const words of ['verify.yinzheng.example', 'K7QX-M2PD-9RWT-5HNC-83VB-YZ4F-GJ', 'YZ-2026-00012345']) {
        expect(text).toContain(words)
      }
      expect(text).toMatch(new RegExp(`第 ?${index + 1} ?页，共 ?${texts.length} ?页|${index + 1} of ${texts.length}`))
      const red = boxOf(page, isVermilion)!
      expect([red.left > 11, red.top > 11, red.right < 199, red.bottom < 286]).toEqual([true, true, true, true])
      expect(red.bottom - red.top).toBeGreaterThan(34)
    })
  })

  it('go on over the page with heads and seal when there are many results', async () => {
    const sample = SAMPLES.find(({ name }) => name === 'computer-test-zh')!
    const [row] = sample.subject.person.dataSets?.['computer-tests'] ?? []
    const rows = Array.from({ length: 40 }, (_, nth) => ({ ...row!, certificate: `26651992400${1000 + nth}` }))
    const person = { ...sample.subject.person, dataSets: { 'computer-tests': rows } }
    const pdf = await pdfOf('computer-test', 'zh', { ...sample.subject, person })
    const texts = textOf(pdf)
    expect(texts.length).toBeGreaterThan(1)
    for (const text of texts) expect(text.replaceAll(/\s+/g, '')).toMatch(/级别科目考试时间成绩证书编号/)
    for (const page of rasterise(pdf, 60)) expect(boxOf(page, isVermilion)!.bottom).toBeLessThan(286)
    for (const { certificate } of rows) expect(texts.join('')).toContain(certificate)
    expect(texts.at(-1)).toContain('林知夏')
  })

  const long: [string, Promise<Uint8Array>][] = [
    ['zh', pdfOf('transcript', 'zh', sampleSubject({ nameZh: LONG_NAME, nameEn: LONG_NAME }, 40))],
    ['en', pdfOf('transcript', 'en', sampleSubject({ nameZh: '王㛃䶮', nameEn: LONG_NAME }, 40))],
  ]
  it.each(long)('carry seal, code, number and page on every page of a long transcript, %s', async (edition, making) => {
    const pdf = await making
    const pages = rasterise(pdf, 150)
    const texts = textOf(pdf)
    expect(pages.length).toBeGreaterThanOrEqual(4)
    expect(texts).toHaveLength(pages.length)
    pages.forEach((page, index) => {
      const seal = boxOf(page, isVermilion)!
      expect(seal.right - seal.left).toBeCloseTo(36, 0)
      expect(seal.bottom - seal.top).toBeCloseTo(36, 0)
      const ink = boxOf(page, isInk)!
      expect([ink.left > 15, ink.top > 8, 210 - ink.right > 15, 297 - ink.bottom > 8]).toEqual([true, true, true, true])
      expect(qrOf(page)).toBe('https://verify.yinzheng.example/v/K7QXM2PD9RWT5HNC83VBYZ4FGJ')
      const text = texts[index]!
      expect(text).toContain('K7QX-M2PD-9RWT-5HNC-83VB-YZ4F-GJ')
      expect(text).toContain('YZ-2026-00012345')
      expect(text).toMatch(
        edition === 'zh' ? `第 ${index + 1} 页，共 ${pages.length} 页` : `${index + 1} of ${pages.length}`,
      )
      expect(text).toContain('2022114530')
      expect(text).toContain(edition === 'zh' ? '课程名称' : 'Course')
      for (const part of LONG_NAME.split(/[ -]/)) expect(text).toContain(part)
    })
    const last = texts.at(-1)!
    expect(last).toContain(edition === 'zh' ? '以下空白' : 'Nothing follows')
  })

  it.each([
    ['enrolment-proof', 'zh'],
    ['enrolment-proof', 'en'],
    ['admission-bachelor', 'zh'],
    ['transcript', 'en'],
  ])('stamp the seal over office and day, whose letters are all black, %s %s', async (kind, edition) => {
    const { subject } = SAMPLES.find(sample => sample.kind === kind && sample.edition === edition)!
    const page = rasterise(await pdfOf(kind, edition, subject), 150)[0]!
    const framed = kind === 'admission-bachelor'
    const within = (mm: { left: number; top: number; right: number; bottom: number }) => partOf(page, mm)
    // The letter of admission has a red frame and title.
    const search = { left: framed ? 100 : 20, top: framed ? 150 : 20, right: 190, bottom: framed ? 240 : 290 }
    const seal = boxOf(within(search), isVermilion)!
    const [left, top] = [search.left + seal.left, search.top + seal.top]
    const [width, height] = [seal.right - seal.left, seal.bottom - seal.top]
    expect(width).toBeCloseTo(height, 0)
    const middle = top + height / 2
    for (const [from, to] of [
      [middle - height * 0.19, middle - height * 0.01],
      [middle + height * 0.03, middle + height * 0.2],
    ] as const) {
      const line = boxOf(within({ left: left + 2, top: from, right: left + width - 2, bottom: to }), isBlackInk)!
      expect((line.left + line.right) / 2 + 2).toBeCloseTo(width / 2, -0.5)
      expect(line.bottom - line.top).toBeGreaterThan(2)
    }
  })

  it('name every course once', async () => {
    const subject = sampleSubject({}, 8)
    const text = textOf(await pdfOf('transcript', 'zh', subject))
      .join('')
      .replace(/\s/g, '')
    for (const course of subject.studyRecord!.terms.flatMap(term => term.courses))
      expect(text).toContain(course.name.zh)
    expect(text).toContain('课程门数64')
  })

  it('fit a name of sixty letters without a place to break it', async () => {
    const name = LONG_NAME.replace(/[ -]/g, '')
    const pdf = await pdfOf('transcript', 'en', sampleSubject({ nameEn: name, nameZh: '王㛃䶮' }))
    for (const text of textOf(pdf)) expect(text).toContain(name)
    for (const page of rasterise(pdf, 60)) expect(boxOf(page, isInk)!.right).toBeLessThan(195)
  })

  it('draw rare characters with ink', async () => {
    const [rare] = rasterise(await pdfOf('enrolment-proof', 'zh', sampleSubject({ nameZh: '㛃䶮', nameEn: '' })), 60)
    const [plain] = rasterise(await pdfOf('enrolment-proof', 'zh', sampleSubject({ nameZh: '一一', nameEn: '' })), 60)
    expect(inkSum(rare!) - inkSum(plain!)).toBeGreaterThan(20)
  })
})

const isBlackInk = (red: number, green: number, blue: number) => red < 90 && green < 60 && blue < 60

/** What lies within a box of millimetres. */
function partOf({ width, rgb, dpi }: Raster, mm: { left: number; top: number; right: number; bottom: number }): Raster {
  const [x0, y0, x1, y1] = [mm.left, mm.top, mm.right, mm.bottom].map(edge => Math.round((edge * dpi) / 25.4)) as [
    ...[number, number, number, number],
  ]
  const rows = Array.from({ length: y1 - y0 }, (_, y) =>
    rgb.slice(((y0 + y) * width + x0) * 3, ((y0 + y) * width + x1) * 3),
  )
  return { width: x1 - x0, height: y1 - y0, dpi, rgb: Buffer.concat(rows) }
}

function qrOf({ width, height, rgb }: Raster): string | undefined {
  const rgba = new Uint8ClampedArray(width * height * 4).fill(255)
  for (let pixel = 0; pixel < width * height; pixel++) rgba.set(rgb.subarray(pixel * 3, pixel * 3 + 3), pixel * 4)
  return jsQR(rgba, width, height)?.data
}

function inkSum(page: Raster): number {
  return page.rgb.reduce((sum, value) => sum + (255 - value) / 255, 0) / 3
}
