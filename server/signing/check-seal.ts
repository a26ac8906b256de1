import type { Clock } from '../../src/clock.ts'
import { readCertificate } from '../../src/pdf/certificate.ts'
import { derOfPem } from '../../src/pdf/pem.ts'
import { judgeAsKiosk, shortReport } from './judge-as-kiosk.ts'
import { signPades } from './pades.ts'
import { samplePdf } from './sample-pdf.ts'
import type { Signer } from './signer.ts'

export interface SealFacts {
  /** The first end of validity of the certificates that the seal needs, ms since 1970. */
  readonly usableUntilMs: number
}

/**
 * Tries a seal at start: signs a page with its real key and has the house's own check judge it against the anchors. So a key
 * of another certificate, a chain that does not lead to an anchor, a certificate that has run out or is for another purpose
 * all stop the start with a reason, and not the first visitor. Rejects with plain words.
 */
export async function checkSeal(signer: Signer, anchorsPem: string, clock: Pick<Clock, 'now'>): Promise<SealFacts> {
  const anchors = derOfPem(anchorsPem)
  if (anchors.length === 0) throw new Error('the file of the anchors holds no certificate')
  const signed = await signPades(samplePdf(), signer, { claimedAt: new Date(clock.now()) })
  const report = await judgeAsKiosk(signed, { anchors }, clock.now())
  if (!report.printable) {
    throw new Error(`the seal cannot be used: a page signed with it is ${shortReport(report)}`)
  }
  const ends = [signer.certificate, ...signer.chain].map(der => readCertificate(der).notAfterMs)
  return { usableUntilMs: Math.min(...ends) }
}
