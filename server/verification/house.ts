import { X509Certificate } from 'node:crypto'
import type { Bilingual } from '../../src/contract/texts.ts'
import { derOfPem } from '../../src/pdf/pem.ts'
import type { House } from '../../src/verification/api.ts'
import { sha256Hex } from '../ground/store/content-store.ts'
import type { TrustAnchors } from '../signing/signing.ts'

export interface HouseFacts extends TrustAnchors {
  readonly name: Bilingual
  readonly publicBaseUrl: string
  readonly timeZone: string
  readonly helpPhone: string
  readonly hasSeal: boolean
}

/** What the public page must know. Anchors that can't be read are a mistake in the configuration: throws. */
export function describeHouse(facts: HouseFacts): House {
  return {
    name: facts.name,
    site: new URL(facts.publicBaseUrl).host,
    timeZone: facts.timeZone,
    helpPhone: facts.helpPhone,
    anchorsPem: facts.anchorsPem,
    timestampAnchorsPem: facts.timestampAnchorsPem,
    anchors: derOfPem(facts.anchorsPem).map(der => {
      const certificate = new X509Certificate(der)
      return {
        name: /^CN=(.+)$/m.exec(certificate.subject)?.[1] ?? certificate.subject,
        sha256: sha256Hex(der),
        notAfter: certificate.validToDate.toISOString(),
      }
    }),
    hasSeal: facts.hasSeal,
  }
}
