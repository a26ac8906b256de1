import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { PNG } from 'pngjs'
import { unwrap } from '../../src/result.ts'
import { pem, SAMPLE_NOW_MS, sampleAuthority } from '../signing/sample-authority.ts'
import { createIssuer } from './create-issuer.ts'
import type { Subject } from './issuer.ts'
import { type Raster, rasterise } from './raster.ts'
import { sampleClock } from './sample-clock.ts'
import { LONG_NAME, SAMPLE_UNIVERSITY, sampleLecturer, sampleRequest, sampleSubject } from './sample-subjects.ts'

/** Draws every template with invented people into `docs/documents/`. Run by hand after a change of a template; needs poppler. */
/** 850 pixels for the height of A4. */
const DPI = 72.7
const target = fileURLToPath(new URL('../../docs/documents/', import.meta.url))
const house = sampleAuthority()
const issuer = createIssuer({
  templatesDir: fileURLToPath(new URL('../../assets/templates', import.meta.url)),
  signer: house.signer,
  anchorsPem: pem(house.root),
  university: SAMPLE_UNIVERSITY,
  workers: 1,
  clock: sampleClock(() => SAMPLE_NOW_MS),
})
const longName = sampleSubject({ nameZh: '王㛃䶮', nameEn: LONG_NAME }, 20)
const samples: [name: string, kind: string, edition: string, subject: Subject][] = [
  ['transcript-zh', 'transcript', 'zh', sampleSubject()],
  ['transcript-en', 'transcript', 'en', sampleSubject()],
  ['transcript-long-name-en', 'transcript', 'en', longName],
  ['enrolment-proof-zh', 'enrolment-proof', 'zh', sampleSubject()],
  ['enrolment-proof-en', 'enrolment-proof', 'en', sampleSubject()],
  ['employment-proof-zh', 'employment-proof', 'zh', { person: sampleLecturer(), studyRecord: null }],
]
try {
  for (const [name, kind, edition, subject] of samples) {
    const { pdf, pages } = unwrap(await issuer.issue(sampleRequest(kind, edition, subject)))
    const drawn = rasterise(pdf, DPI)
    for (const page of new Set([1, pages])) {
      writeFileSync(join(target, `${name}${pages > 1 ? `-${page}` : ''}.png`), pngOf(drawn[page - 1]!))
    }
    console.log(`${name}: ${pages} pages`)
  }
} finally {
  await issuer.close()
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
