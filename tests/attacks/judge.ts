import { webcrypto } from 'node:crypto'
import type { PdfReport } from '../../src/pdf/report.ts'
import { SM2_LIBRARY } from '../../src/pdf/sm2-library.ts'
import { verifyPdf } from '../../src/pdf/verify.ts'
import type { Made } from './case.ts'
import { anchors, NOW_MS } from './pki.ts'

export const POLICIES = ['kiosk-strict', 'public'] as const
export type Policy = (typeof POLICIES)[number]

/** A case with everything said that its maker left to the corpus. */
export function completed(made: Made): Required<Made> {
  return { anchors: anchors(), intermediates: [], crls: [], nowMs: NOW_MS, ...made }
}

/** The engine's report on a file of the corpus. */
export function judge(made: Made, policy: Policy): Promise<PdfReport> {
  const { pdf, ...beside } = completed(made)
  return verifyPdf(pdf, { ...beside, policy, webCrypto: webcrypto, sm2: SM2_LIBRARY })
}
