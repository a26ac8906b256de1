import type { Clock } from '../../src/clock.ts'
import { OID } from '../../src/pdf/oids.ts'
import { newKey, writeCertificate } from './certificate-write.ts'
import { judgeAsKiosk, shortReport } from './judge-as-kiosk.ts'
import { signPades } from './pades.ts'
import { samplePdf } from './sample-pdf.ts'
import { openSealed } from './sealed-file.ts'
import { type SecondSeal, withSecondSeal } from './second-seal.ts'
import { type Signer, signerFromKey } from './signer.ts'

const HOUR_MS = 3600 * 1000

/**
 * Tries a second seal at start, as `checkSeal` does the first: behind a first seal that is made for this and thrown away, a page
 * must be good to the house's own check. Rejects with plain words.
 */
export async function checkSecondSeal(seal: SecondSeal, clock: Pick<Clock, 'now'>): Promise<void> {
  const { signer, root } = passingSeal(clock.now())
  const claimedAt = new Date(clock.now())
  const once = await signPades(samplePdf(), { ...signer, secondSealFollows: true }, { claimedAt })
  const twice = await withSecondSeal(openSealed(once), seal, claimedAt)
  const report = await judgeAsKiosk(twice, { anchors: [root, ...seal.anchors] }, clock.now())
  if (!report.printable) {
    throw new Error(`the second seal cannot be used: a page signed with it is ${shortReport(report)}`)
  }
}

/** A root and a seal of two hours that leave this function's caller with the page. */
function passingSeal(nowMs: number): { signer: Signer; root: Uint8Array } {
  const [rootKeys, sealKeys] = [newKey(), newKey()]
  const name = (commonName: string) => ({ country: 'CN', organization: 'Trial', commonName })
  const time = { notBeforeMs: nowMs - HOUR_MS, notAfterMs: nowMs + HOUR_MS }
  const issuedBy = { issuer: name('Trial Root'), issuerKey: rootKeys.privateKey, ...time }
  const root = { subject: name('Trial Root'), publicKey: rootKeys.publicKey, ca: { pathLength: 0 }, ...issuedBy }
  const own = { subject: name('Trial'), publicKey: sealKeys.publicKey, ca: null, purposes: [OID.documentSigning] }
  const signer = signerFromKey(sealKeys.privateKey, writeCertificate({ ...own, ...issuedBy }), [])
  return { signer, root: writeCertificate(root) }
}
