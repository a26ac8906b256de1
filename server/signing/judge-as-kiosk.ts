import { webcrypto } from 'node:crypto'
import type { PdfReport } from '../../src/pdf/report.ts'
import { SM2_LIBRARY } from '../../src/pdf/sm2-library.ts'
import { verifyPdf } from '../../src/pdf/verify.ts'

export interface JudgeTrust {
  /** DER of the certificates that every seal must lead to. Nothing else is trusted. */
  readonly anchors: readonly Uint8Array[]
  /** DER; trusted besides, for time stamps alone. */
  readonly timestampAnchors?: readonly Uint8Array[]
}

/** What a kiosk that trusts these roots will say of a file: the house asks itself before it gives one out. */
export function judgeAsKiosk(pdf: Uint8Array, trust: JudgeTrust, nowMs: number): Promise<PdfReport> {
  return verifyPdf(pdf, { ...trust, policy: 'kiosk-strict', webCrypto: webcrypto, sm2: SM2_LIBRARY, nowMs })
}

/** A report in a few words, for staff. */
export function shortReport({ verdict, reasons }: Pick<PdfReport, 'verdict' | 'reasons'>): string {
  return `${verdict} (${reasons.map(({ code }) => code).join(', ')})`
}
