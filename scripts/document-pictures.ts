import { readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { PNG } from 'pngjs'
import { HOUSE_TEMPLATES } from '../server/documents/house-templates.ts'
import { sampleOf } from '../server/documents/kind-sample.ts'
import { readDocuments } from '../server/documents/read-documents.ts'
import { sampleClock } from '../server/documents/sample-clock.ts'
import {
  LONG_NAME,
  SAMPLE_UNIVERSITY,
  sampleRequest,
  sampleStudyRecord,
  sampleSubject,
} from '../server/documents/sample-subjects.ts'
import { SAMPLES, type Sample } from '../server/documents/samples.ts'
import type { Subject } from '../server/documents/subject.ts'
import { type Raster, rasterise } from '../server/ground/rendering/raster.ts'
import { createIssuer } from '../server/issuing/create-issuer.ts'
import { pem, SAMPLE_NOW_MS, sampleAuthority } from '../server/signing/sample-authority.ts'
import { unwrap } from '../src/result.ts'
import { USUAL_TARIFF } from '../src/rules/tariff.ts'

/**
 * Draws every edition of every kind with its invented person into `docs/documents/`, and writes the gallery there. Run by hand
 * after a change of a template; needs poppler.
 */
/** 850 pixels for the height of A4. */
const DPI = 72.7
const target = fileURLToPath(new URL('../docs/documents/', import.meta.url))
const house = sampleAuthority()
const documents = readDocuments(HOUSE_TEMPLATES, USUAL_TARIFF)
const issuer = createIssuer({
  documents,
  signer: house.signer,
  anchorsPem: pem(house.root),
  university: SAMPLE_UNIVERSITY,
  workers: 1,
  clock: sampleClock(() => SAMPLE_NOW_MS),
})
const special: readonly Sample[] = [
  {
    ...{ name: 'long-name-en', kind: 'transcript', edition: 'en' },
    subject: sampleSubject({ nameZh: '王㛃䶮', nameEn: LONG_NAME }, 20),
  },
  { name: 'graduate-zh', kind: 'transcript', edition: 'zh', subject: graduateSubject(4) },
  { name: 'graduate-enrolment-zh', kind: 'enrolment-proof', edition: 'zh', subject: graduateSubject(4) },
  {
    ...{ name: 'middle-dots-zh', kind: 'enrolment-proof', edition: 'zh' },
    subject: sampleSubject({ nameZh: '阿依努尔·买买提吐尔逊', nameEn: 'Aynur Memettursun' }),
  },
  {
    ...{ name: 'long-name-zh', kind: 'enrolment-proof', edition: 'zh' },
    subject: sampleSubject({ nameZh: LONG_NAME, nameEn: LONG_NAME }),
  },
]

for (const old of readdirSync(target)) if (old.endsWith('.png')) rmSync(join(target, old))
const gallery: string[] = []
try {
  for (const [heading, samples] of chapters()) {
    gallery.push(`## ${heading}`, '')
    for (const { name, kind, edition, subject } of samples) {
      const { pdf, pages } = unwrap(await issuer.issue(sampleRequest(kind, edition, subject)))
      const drawn = rasterise(pdf, DPI)
      const shown = [...new Set([1, pages])]
      for (const page of shown) writeFileSync(join(target, fileOf(name, page, pages)), pngOf(drawn[page - 1]!))
      const pictures = shown.map(page => `![${name}, page ${page} of ${pages}](${fileOf(name, page, pages)})`)
      gallery.push(`**${name}**`, '', pictures.join(' '), '')
      console.log(`${name}: ${pages} pages`)
    }
  }
} finally {
  await issuer.close()
}
writeFileSync(join(target, 'README.md'), `${introduction()}${gallery.join('\n')}`)

function graduateSubject(coursesPerTerm: number): Subject {
  const { person, studyRecord, known } = sampleOf(HOUSE_TEMPLATES, 'admission-master')!
  const terms = sampleStudyRecord(coursesPerTerm).terms.slice(4)
  return {
    person: { ...person, since: '2024-09-01', until: '2027-06-30' },
    studyRecord: { ...studyRecord!, terms, creditsEarned: 47.5 },
    known,
  }
}

function introduction(): string {
  return `# Sample documents

Every edition of every kind that comes with the house, with invented people. Long ones show the first and the last page. On every page
stand a QR code and the address with the code, the page's number and the document's, and on every page of a long one the seal.

Drawn by \`node scripts/document-pictures.ts\`. How to add a kind: [adding-a-kind.md](../adding-a-kind.md).

`
}

/** One chapter a kind, titled as the kind's first edition, and one for names and people out of the ordinary. */
function chapters(): [heading: string, samples: readonly Sample[]][] {
  const kinds = documents.kinds.map(({ kind, editions }): [string, readonly Sample[]] => [
    `${editions[0]?.title.zh} \`${kind}\``,
    SAMPLES.filter(sample => sample.kind === kind),
  ])
  return [...kinds, ['Graduates, long and rare names', special]]
}

function fileOf(name: string, page: number, pages: number): string {
  return `${name}${pages > 1 ? `-${page}` : ''}.png`
}

/** A PNG of few shades, which is half as large and looks the same. */
function pngOf({ width, height, rgb }: Raster): Uint8Array {
  const png = new PNG({ width, height })
  for (let pixel = 0; pixel < width * height; pixel++) {
    for (let part = 0; part < 3; part++) png.data[pixel * 4 + part] = Math.round(rgb[pixel * 3 + part]! / 36.5) * 36.4
    png.data[pixel * 4 + 3] = 255
  }
  return PNG.sync.write(png, { colorType: 2, deflateLevel: 9 })
}
