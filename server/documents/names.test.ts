import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { unwrap } from '../../src/result.ts'
import { houseFontDirs, rareFonts } from '../ground/rendering/fonts.ts'
import { boxOf, hasPoppler, isInk, type Raster, rasterise, textOf } from '../ground/rendering/raster.ts'
import { createRenderPool } from '../ground/rendering/render-pool.ts'
import { createIssuer } from '../issuing/create-issuer.ts'
import { faultOfFailure } from '../issuing/render-fault.ts'
import { pem, SAMPLE_NOW_MS, sampleAuthority } from '../signing/sample-authority.ts'
import { documentData } from './document-data.ts'
import { HOUSE_TEMPLATES } from './house-templates.ts'
import { sampleOf } from './kind-sample.ts'
import { sampleClock } from './sample-clock.ts'
import { LONG_NAME, SAMPLE_UNIVERSITY, sampleRequest } from './sample-subjects.ts'
import { HOUSE_DOCUMENTS, SAMPLES } from './samples.ts'
import type { Subject } from './subject.ts'

const house = sampleAuthority()
const clock = sampleClock(() => SAMPLE_NOW_MS)
const issuer = createIssuer({
  ...{
    documents: HOUSE_DOCUMENTS,
    signer: house.signer,
    anchorsPem: pem(house.root),
    university: SAMPLE_UNIVERSITY,
  },
  ...{ workers: 1, clock },
})
afterAll(() => issuer.close())

/** The letter of admission begins with the name on a line of its own, large and bold: the place to look at single characters. */
const letter = sampleOf(HOUSE_TEMPLATES, 'admission-bachelor')!
const named = (subject: Subject, nameZh: string, nameEn = nameZh): Subject => ({
  ...subject,
  person: { ...subject.person, nameZh, nameEn },
})
const pdfOf = async (name: string) =>
  unwrap(await issuer.issue(sampleRequest('admission-bachelor', 'zh', named(letter, name)))).pdf
const NAME_LINE_MM = { top: 94, bottom: 104 }

/** The band of the page in which the name stands. */
function nameLine({ width, rgb, dpi }: Raster): Raster {
  const [from, to] = [NAME_LINE_MM.top, NAME_LINE_MM.bottom].map(mm => Math.round((mm * dpi) / 25.4)) as [
    number,
    number,
  ]
  return { width, height: to - from, dpi, rgb: rgb.subarray(from * width * 3, to * width * 3) }
}
/** The sheet has a red frame. */
const isBlack = (red: number) => red < 128
const lineOf = async (name: string) => nameLine(rasterise(await pdfOf(name), 150)[0]!)
const inkWidthMm = async (name: string) => {
  const box = boxOf(await lineOf(name), isBlack)!
  return box.right - box.left
}
/** The picture of the second character of a name: what stands between its first and the colon. */
async function secondCharacter(character: string): Promise<string> {
  const line = await lineOf(`王${character}`)
  const left = boxOf(line, isBlack)!.left
  const [x0, x1] = [left + 5.3, left + 10.4].map(mm => Math.round((mm * line.dpi) / 25.4)) as [number, number]
  const rows = Array.from({ length: line.height }, (_, y) =>
    Buffer.from(line.rgb.subarray((y * line.width + x0) * 3, (y * line.width + x1) * 3)).toString('base64'),
  )
  return rows.join()
}

describe.skipIf(!hasPoppler)('names as poppler draws them', () => {
  it('have each rare character as itself: a box would be the same for all', async () => {
    const drawn = await Promise.all(['㛃', '䶮', '㵘', '䲜'].map(secondCharacter))
    expect(new Set(drawn).size).toBe(4)
    expect(drawn).not.toContain(await secondCharacter('　'))
  })

  it('give a middle dot half a character', async () => {
    const [plain, dotted] = [await inkWidthMm('阿依努尔买买提'), await inkWidthMm('阿依努尔·买买提')]
    const characterMm = (15 * 25.4) / 72
    expect((dotted - plain) / characterMm).toBeCloseTo(0.5, 1)
    const tibetan = await inkWidthMm('索朗·格桑·旺堆')
    expect((tibetan - (await inkWidthMm('索朗格桑旺堆'))) / characterMm).toBeCloseTo(1, 1)
    expect(textOf(await pdfOf('阿依努尔·买买提'))[0]).toContain('阿依努尔·买买提：')
  })

  it('are the same in the head of a later page', async () => {
    const { subject } = SAMPLES[0]!
    const headWidthMm = async (name: string) => {
      const { pdf } = unwrap(await issuer.issue(sampleRequest('transcript', 'zh', named(subject, name))))
      const page = rasterise(pdf, 200)[1]!
      const [from, to, right] = [16.9, 19.6, 110].map(mm => Math.round((mm * page.dpi) / 25.4)) as [
        number,
        number,
        number,
      ]
      const rows = Array.from({ length: to - from }, (_, y) =>
        page.rgb.slice((from + y) * page.width * 3, ((from + y) * page.width + right) * 3),
      )
      const box = boxOf({ width: right, height: to - from, dpi: page.dpi, rgb: Buffer.concat(rows) }, isInk)!
      return box.right - box.left
    }
    const characterMm = (8.6 * 25.4) / 72
    const wider = (await headWidthMm('阿依努尔·买买提')) - (await headWidthMm('阿依努尔买买提'))
    expect(wider / characterMm).toBeCloseTo(0.5, 1)
  })

  it.each(SAMPLES)('of sixty letters stay on the paper, $name', async ({ kind, edition, subject }) => {
    for (const name of [LONG_NAME, LONG_NAME.replaceAll(/[ -]/g, '')]) {
      const result = await issuer.issue(sampleRequest(kind, edition, named(subject, name)))
      if (!result.ok) {
        expect(result.error).toEqual({ code: 'document-needs-hand', detail: 'a text does not fit' })
        continue
      }
      const { pdf } = result.value
      const text = textOf(pdf).join('')
      for (const part of name.split(/(?<=-)| /)) expect(text).toContain(part)
      for (const page of rasterise(pdf, 60)) {
        const ink = boxOf(page, isInk)!
        const frameMm = kind.startsWith('admission') ? 11 : 18
        expect([ink.left > frameMm, ink.right < 210 - frameMm]).toEqual([true, true])
      }
    }
  })
})

describe('a character that no font has', () => {
  it('is refused by its number, never drawn as a box', async () => {
    const pool = createRenderPool({ templatesDir: HOUSE_TEMPLATES, fontDirs: houseFontDirs(), workers: 1, clock })
    try {
      const kind = HOUSE_DOCUMENTS.kinds.find(one => one.kind === 'admission-bachelor')!
      const request = sampleRequest(kind.kind, 'zh', named(letter, '𠮷文博'))
      const document = JSON.stringify(documentData(request, kind, kind.editions[0]!, SAMPLE_UNIVERSITY))
      const result = await pool.render({ template: 'admission-bachelor/zh.typ', document, createdAtSeconds: 0 })
      expect(result.ok || faultOfFailure(result.error)).toEqual({ code: 'document-needs-hand', detail: 'U+20BB7' })
    } finally {
      await pool.close()
    }
  })

  it('is looked for in the fonts of the site first, then in those of the machine', () => {
    const site = { dirs: ['/srv/fonts'], families: ['Site Song'] }
    expect(rareFonts(site, '/nowhere')).toEqual(site)
    const machine = mkdtempSync(join(tmpdir(), 'fonts-'))
    writeFileSync(join(machine, 'HanaMinB.ttf'), '')
    expect(rareFonts(site, machine)).toEqual({ dirs: ['/srv/fonts', machine], families: ['Site Song', 'HanaMinB'] })
    rmSync(machine, { recursive: true })
  })
})

const rare = rareFonts()
describe.skipIf(rare.families.length === 0 || !hasPoppler)(
  'with the font HanaMinB on the machine (fonts-hanazono)',
  () => {
    it('characters of Extensions B to F are drawn, each as itself', async () => {
      const drawn = await Promise.all(['𠮷', '𡈽', '𪚥', '𫝀', '𬀩'].map(secondCharacter))
      expect(new Set(drawn).size).toBe(5)
      expect(drawn).not.toContain(await secondCharacter('　'))
      expect(textOf(await pdfOf('𠮷文博'))[0]).toContain('𠮷文博')
    })

    it('later ones are refused by their number', async () => {
      const result = await issuer.issue(sampleRequest('admission-bachelor', 'zh', named(letter, '王\u{31350}')))
      expect(result).toEqual({ ok: false, error: { code: 'document-needs-hand', detail: 'U+31350' } })
    })
  },
)
