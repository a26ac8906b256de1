import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { unwrap } from '../../src/result.ts'
import { askVerapdf, findVerapdf } from '../../tests/peers/verapdf.ts'
import { sampleClock } from '../documents/sample-clock.ts'
import { SAMPLE_UNIVERSITY, sampleRequest, sampleSubject } from '../documents/sample-subjects.ts'
import { HOUSE_DOCUMENTS, SAMPLES } from '../documents/samples.ts'
import { pem, SAMPLE_NOW_MS, sampleAuthority } from '../signing/sample-authority.ts'
import { createIssuer } from './create-issuer.ts'

const verapdf = await findVerapdf()
/** Java takes its time to start on a busy machine. */

describe.skipIf(verapdf === null)('what is issued, as veraPDF judges it', () => {
  const house = sampleAuthority()
  let dir = ''
  let files: string[] = []

  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'conformance-'))
    const issuer = createIssuer({
      ...{ documents: HOUSE_DOCUMENTS, signer: house.signer, anchorsPem: pem(house.root), workers: 1 },
      ...{ university: SAMPLE_UNIVERSITY, clock: sampleClock(() => SAMPLE_NOW_MS) },
    })
    const foreign = sampleSubject({ nameZh: 'བསྟན་འཛིན', nameEn: 'Łukasz Tenzin' })
    const khmer = sampleSubject({ nameZh: 'សុខ ស្រីមុំ', nameEn: 'Sok Sreymom' })
    const wanted = [
      ...SAMPLES,
      { name: 'foreign-name', kind: 'transcript', edition: 'en', subject: foreign },
      { name: 'stacked-name', kind: 'transcript', edition: 'zh', subject: khmer },
    ]
    try {
      for (const { name, kind, edition, subject } of wanted) {
        const { pdf } = unwrap(await issuer.issue(sampleRequest(kind, edition, subject)))
        const file = join(dir, `${name}.pdf`)
        await writeFile(file, pdf)
        files = [...files, file]
      }
    } finally {
      await issuer.close()
    }
  })
  afterAll(() => rm(dir, { recursive: true, force: true }))

  it.each([
    ['PDF/A-2a', '2a'],
    ['PDF/UA-1', 'ua1'],
  ] as const)('every kind and edition is %s', async (_, flavour) => {
    const answers = await askVerapdf(verapdf!, files, flavour)
    expect(answers).toHaveLength(files.length)
    for (const { compliant, file, broken } of answers) expect(compliant, `${file}: ${broken.join('; ')}`).toBe(true)
  })
})
