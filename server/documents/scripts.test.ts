import { readdirSync } from 'node:fs'
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { afterAll, describe, expect, it } from 'vitest'
import { unwrap } from '../../src/result.ts'
import { houseFontDirs } from '../ground/rendering/fonts.ts'
import { hasPoppler, textOf } from '../ground/rendering/raster.ts'
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

const issue = (kind: string, edition: string, nameZh: string, nameEn: string) =>
  issuer.issue(sampleRequest(kind, edition, sampleSubject({ nameZh, nameEn })))
const textOfPaper = async (kind: string, edition: string, nameZh: string, nameEn: string) =>
  textOf(unwrap(await issue(kind, edition, nameZh, nameEn)).pdf)[0]!

/** The text of each page as pdf.js reads it. */
async function textByFonts(pdf: Uint8Array): Promise<string[]> {
  const loading = getDocument({ data: pdf.slice(), verbosity: 0 })
  const document = await loading.promise
  const pages = Array.from({ length: document.numPages }, async (_, nth) => {
    const { items } = await (await document.getPage(nth + 1)).getTextContent()
    return items.map(item => ('str' in item ? item.str : '')).join('')
  })
  const texts = await Promise.all(pages)
  await loading.destroy()
  return texts
}

/** A name in each script, and how its bearer's passport has it. */
const NAMES: readonly (readonly [string, string, string])[] = [
  ['Polish', 'Łukasz Wiśniewski', 'Łukasz Wiśniewski'],
  ['Turkish', 'Ğüzel İŞIK', 'Ğüzel İŞIK'],
  ['Romanian', 'Ștefan Țîrlea', 'Ștefan Țîrlea'],
  ['Vietnamese', 'Nguyễn Thị Phương Đặng', 'Nguyễn Thị Phương Đặng'],
  ['African', 'Ọlájídé Ɓɗƙ Ŋǃ', 'Olajide'],
  ['Greek', 'Γιώργος Παπαδόπουλος', 'Giorgos Papadopoulos'],
  ['old Greek', 'Ἀθηνᾶ', 'Athena'],
  ['Cyrillic', 'Щербаков Ёлкин', 'Shcherbakov Yolkin'],
  ['Kazakh', 'Қайрат Әбдіғұлов', 'Kairat Abdigulov'],
  ['Mongolian', 'ᠰᠠᠷᠠᠩᠭᠡᠷᠡᠯ', 'Saranggerel'],
  ['Hangul', '김철수 뷁똠', 'KIM Cheolsu'],
  ['Yi', 'ꆈꌠꁱꂷ', 'Nuosu'],
]
/** Drawn right; what is read out of the file has the letters of a word in another order, and some of them twice. */
const UYGHUR: (typeof NAMES)[number] = ['Uyghur', 'ئابدۇرەھىم ئۆتكۈر', 'Abdurehim Otkur']
/** Scripts whose letters stand over, under and in one another. */
const STACKED: typeof NAMES = [
  ['Tibetan', 'བསྟན་འཛིན་རྒྱ་མཚོ', 'Tenzin Gyatso'],
  ['Thai', 'สมชาย น้ำใจดี', 'Somchai Namchaidi'],
  ['Lao', 'ສົມສະໄໝ ແກ້ວ', 'Somsamai Kaew'],
  ['Khmer', 'សុខ ស្រីមុំ', 'Sok Sreymom'],
  ['Nepali', 'राम श्रेष्ठ', 'Ram Shrestha'],
]

describe.skipIf(!hasPoppler)('names in the script of their bearers', () => {
  it.each(NAMES)('%s is drawn and can be read out of the file', async (_, name, latin) => {
    for (const [kind, edition] of [
      ['enrolment-proof', 'zh'],
      ['enrolment-proof', 'en'],
      ['transcript', 'zh'],
    ] as const) {
      expect(await textOfPaper(kind, edition, name, latin)).toContain(name)
    }
  })

  it.each(STACKED)('%s is read out as it is by every kind of reader, on every page', async (_, name, latin) => {
    for (const [kind, edition] of [
      ['enrolment-proof', 'zh'],
      ['enrolment-proof', 'en'],
      ['transcript', 'zh'],
      ['transcript', 'en'],
    ] as const) {
      const { pdf } = unwrap(await issue(kind, edition, name, latin))
      // The one goes by /ActualText, the other by the fonts alone.
      const [byText, byFonts] = [textOf(pdf), await textByFonts(pdf)]
      expect(byFonts).toHaveLength(byText.length)
      for (const [nth, page] of byFonts.entries()) {
        expect(page, `${kind} ${edition}, page ${nth + 1}, by its fonts`).toContain(name)
        expect(byText[nth]!.replaceAll(/ +/g, ' '), `${kind} ${edition}, page ${nth + 1}`).toContain(name)
      }
    }
  })

  it.each([...NAMES, ...STACKED, UYGHUR])('%s: the engine finds a glyph for each letter', async (_, name, latin) => {
    for (const edition of ['zh', 'en']) expect((await issue('transcript', edition, name, latin)).ok).toBe(true)
  })

  it('every letter of Latin, Greek and Cyrillic that Unicode has had for years has a glyph', async () => {
    const ranges = [
      ...[
        [0xc0, 0x24f],
        [0x370, 0x3ff],
        [0x400, 0x52f],
        [0x1e00, 0x1eff],
        [0x1f00, 0x1fff],
        [0x2c60, 0x2c7f],
      ],
    ] as const
    for (const [from = 0, to = 0] of ranges) {
      const letters = Array.from({ length: to - from + 1 }, (_, at) => String.fromCodePoint(from + at))
      const name = letters.filter(letter => /\p{L}/u.test(letter)).join('')
      const words = name.match(/.{1,12}/gu)!
      for (let at = 0; at < words.length; at += 20) {
        const part = words.slice(at, at + 20).join(' ')
        expect(await issue('enrolment-proof', 'zh', part, 'A Name'), part).toMatchObject({ ok: true })
      }
    }
  })

  it('one hand writes the whole of a name, and the papers of all others stay as they are', async () => {
    const hands = async (name: string) => {
      const { pdf } = unwrap(await issue('enrolment-proof', 'zh', name, name))
      return [
        ...Buffer.from(pdf)
          .toString('latin1')
          .matchAll(/\/BaseFont \/[A-Z]{6}\+(NotoSerif-\w+)/g),
      ].map(([, font]) => font)
    }
    expect(await hands('Lukasz')).toEqual([])
    expect(await hands('Łukasz')).toContain('NotoSerif-Bold')
  })
})

describe('a name in a script that no font here has', () => {
  const CUNEIFORM = '𒀀𒁀'

  it.skipIf(!hasPoppler)('stands in Latin, as the record has it', async () => {
    for (const edition of ['zh', 'en']) {
      const text = await textOfPaper('enrolment-proof', edition, CUNEIFORM, 'Enlil Bani')
      expect(text).toContain('Enlil Bani')
      expect(text).not.toContain('𒀀')
    }
  })

  it('is for a person where the record has no Latin, or where an ideograph is missing', async () => {
    expect(await issue('enrolment-proof', 'zh', CUNEIFORM, CUNEIFORM)).toEqual({
      ok: false,
      error: { code: 'document-needs-hand', detail: 'U+12000' },
    })
    expect(await issue('enrolment-proof', 'zh', '王\u{31350}', 'WANG Wen')).toEqual({
      ok: false,
      error: { code: 'document-needs-hand', detail: 'U+31350' },
    })
  })
})

describe('a name that is none', () => {
  it.each([
    ['fillers', '\u3164\u3164', 'U+3164'],
    ['a separator of lines', '\u2028', 'U+2028'],
    ['blanks', ' ', 'the name: no-letter'],
    ['a mark without a letter', '\u0e31', 'the name: no-letter'],
    ['a private character', '\ue000', 'U+E000'],
  ])('%s: nothing is issued', async (_, name, detail) => {
    for (const [zh, en] of [
      [name, 'A Name'],
      ['林知夏', name],
    ] as const) {
      expect(await issue('enrolment-proof', 'zh', zh, en)).toEqual({
        ok: false,
        error: { code: 'document-needs-hand', detail },
      })
    }
  })
})

it('every family of the house has its fonts in the folder that is named for it', () => {
  for (const dir of houseFontDirs()) expect(readdirSync(dir).some(file => file.endsWith('.ttf'))).toBe(true)
})
