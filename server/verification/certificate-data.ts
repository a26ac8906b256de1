import type { Bilingual } from '../../src/contract/texts.ts'
import { wallTimeToSecond } from '../../src/rules/wall-time.ts'
import type { ShownDocument } from '../../src/verification/api.ts'
import { OUTCOME_WORDS, REASON_WORDS } from '../../src/verification/words.ts'
import { qrSvg } from '../ground/rendering/qr.ts'

export interface CertificateFacts {
  readonly certificateNumber: string
  readonly at: Date
  readonly document: ShownDocument
  readonly universityName: Bilingual
  readonly timeZone: string
  /** Address of the public page, which the QR code holds. */
  readonly pageUrl: string
}

interface Row extends Bilingual {
  readonly value: string
  readonly small: boolean
}

/** What the template of a verification certificate gets: texts that are ready to print. */
export function certificateData(facts: CertificateFacts) {
  const { document, at, timeZone, pageUrl } = facts
  const words = OUTCOME_WORDS[document.state]
  const zone = zoneName(timeZone, at)
  const time = (iso: string) => `${wallTimeToSecond(new Date(iso), timeZone)} (${zone})`
  const row = (zh: string, en: string, value: string, small = false): Row => ({ zh, en, value, small })
  const both = ({ zh, en }: Bilingual) => (zh === en ? zh : `${zh}　${en}`)
  const rows = [
    row('证明编号', 'Certificate number', facts.certificateNumber),
    row('验证时间', 'Verified at', time(at.toISOString())),
    row('文件', 'Document', both(document.title)),
    row('文件编号', 'Document number', document.documentNumber),
    row('姓名', 'Name', both(document.nameMasked)),
    row('学号或工号', 'Student or staff number', document.numberMasked || '—'),
    row('出具时间', 'Issued at', time(document.issuedAt)),
    ...(document.stateSince === null ? [] : [row('失效时间', 'No longer valid since', time(document.stateSince))]),
    ...(document.reason === null ? [] : [row('原因', 'Reason', both(REASON_WORDS[document.reason]))]),
    ...(document.replacedBy === null ? [] : [row('新文件编号', 'Number of the newer one', document.replacedBy)]),
    ...(document.expiresAt === null ? [] : [row('有效期至', 'Valid until', time(document.expiresAt))]),
    row('存档文件指纹', 'SHA-256 of the file on record', grouped(document.sha256), true),
    ...(document.signedDigest === null
      ? []
      : [row('签章内容指纹', 'Digest of what was sealed', grouped(document.signedDigest), true)]),
  ]
  return {
    language: 'zh',
    fallbackFonts: [],
    university: { ...facts.universityName, sealWords: '验证专用' },
    certificateNumber: facts.certificateNumber,
    outcome: document.state,
    word: words.word,
    means: words.means,
    rows,
    qrSvg: qrSvg(pageUrl),
    notes: [
      {
        zh: '本证明只说明上述时间的验证结果。文件以后可能被替换或撤销，请以当时的查验为准。',
        en: 'States the result at the time above. Whether the document is still in force, a new check tells.',
      },
      {
        zh: `在 ${new URL(pageUrl).host} 可查验本证明的电子签章。`,
        en: `The seal of this file can be checked at ${new URL(pageUrl).host}.`,
      },
    ] satisfies Bilingual[],
  }
}

/** For example `UTC+8`: a reader abroad has no name for the university's zone. */
function zoneName(timeZone: string, at: Date): string {
  const parts = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'shortOffset' }).formatToParts(at)
  return (parts.find(({ type }) => type === 'timeZoneName')?.value ?? 'UTC').replace('GMT', 'UTC')
}

const grouped = (hex: string) => hex.replaceAll(/(.{8})(?=.)/g, '$1 ')
