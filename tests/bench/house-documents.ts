import { join } from 'node:path'
import { systemClock } from '../../native/system-clock.ts'
import { documentData } from '../../server/documents/document-data.ts'
import type { DocumentRequest } from '../../server/documents/documents.ts'
import { HOUSE_TEMPLATES } from '../../server/documents/house-templates.ts'
import { SAMPLE_UNIVERSITY, sampleRequest, sampleSubject } from '../../server/documents/sample-subjects.ts'
import { HOUSE_DOCUMENTS } from '../../server/documents/samples.ts'
import { houseFontDirs, rareFonts } from '../../server/ground/rendering/fonts.ts'
import type { Rendering } from '../../server/ground/rendering/render-messages.ts'
import { createRenderPool } from '../../server/ground/rendering/render-pool.ts'
import { createIssuer } from '../../server/issuing/create-issuer.ts'
import type { Issuer } from '../../server/issuing/issuer.ts'
import { newVerificationCode } from '../../server/issuing/verification-code.ts'
import { createDemoAuthority } from '../../server/signing/demo-authority.ts'
import { unwrap } from '../../src/result.ts'

/** So many courses a term make a transcript of two pages in both languages, and of four in English. */
const COURSES_OF_TWO_PAGES = 8
export const COURSES_OF_FOUR_PAGES = 22

/** A transcript for the `nth` person of a class: names, numbers, codes and marks are each one's own, the courses are everybody's. */
export function transcriptRequest(
  edition: 'zh' | 'en',
  nth: number,
  coursesPerTerm = COURSES_OF_TWO_PAGES,
): DocumentRequest {
  const one = (from: string, step: number) => [...from][Math.floor(nth / step) % from.length]
  const nameZh = `${one('林周顾沈陆许姚韩', 1)}${one('知闻明思景若', 8)}${one('夏溪远宁行衡', 48)}`
  const subject = sampleSubject({ nameZh, number: String(2_022_100_000 + nth) }, coursesPerTerm)
  const record = subject.studyRecord!
  const terms = record.terms.map((term, at) => ({
    ...term,
    courses: term.courses.map((course, index) => {
      if (course.gradePoint === null) return course
      const score = 60 + ((nth * 31 + at * 7 + index * 13) % 40)
      return { ...course, mark: { zh: String(score), en: String(score) }, gradePoint: Math.min(4, (score - 50) / 10) }
    }),
  }))
  const verificationCode = newVerificationCode()
  return {
    ...sampleRequest('transcript', edition, { ...subject, studyRecord: { ...record, terms } }),
    ...{ documentNumber: `YZ-2026-${String(nth).padStart(8, '0')}`, verificationCode, issuedAt: new Date() },
    verificationUrl: `https://verify.yinzheng.example/v/${verificationCode.replaceAll('-', '')}`,
  }
}

/** The house's issuer with one render worker and a demo seal, whose keys lie in `folder`. */
export async function openIssuer(folder: string): Promise<Issuer & { readonly anchorsPem: string }> {
  const { signer, anchorsPem } = await createDemoAuthority(folder, SAMPLE_UNIVERSITY.name.zh, systemClock)
  const issuer = createIssuer({
    ...{ documents: HOUSE_DOCUMENTS, university: SAMPLE_UNIVERSITY, clock: systemClock, workers: 1 },
    ...{ signer, anchorsPem },
  })
  return { ...issuer, anchorsPem }
}

/** Typst alone: the same templates and data in one render worker, and nothing signed, checked or stored. */
export interface Renderer {
  render(request: DocumentRequest): Promise<Rendering>
  close(): Promise<void>
}

export function openRenderer(): Renderer {
  const { kinds } = HOUSE_DOCUMENTS
  const rare = rareFonts()
  const fontDirs = [...houseFontDirs(), ...rare.dirs]
  const pool = createRenderPool({ templatesDir: HOUSE_TEMPLATES, fontDirs, workers: 1, clock: systemClock })
  return {
    render: async request => {
      const kind = kinds.find(one => one.kind === request.kind)!
      const edition = kind.editions.find(one => one.edition === request.edition)!
      const document = JSON.stringify(documentData(request, kind, edition, SAMPLE_UNIVERSITY, rare.families))
      const template = join(kind.kind, edition.template)
      const createdAtSeconds = Math.floor(request.issuedAt.getTime() / 1000)
      return unwrap(await pool.render({ template, document, createdAtSeconds }))
    },
    close: () => pool.close(),
  }
}

/** A finished transcript of four pages, not signed. */
export async function renderFourPages(): Promise<Uint8Array> {
  const renderer = openRenderer()
  try {
    const { pdf, pages } = await renderer.render(transcriptRequest('en', 0, COURSES_OF_FOUR_PAGES))
    if (pages !== 4) throw new Error(`the transcript of four pages has ${pages}`)
    return pdf
  } finally {
    await renderer.close()
  }
}
