import { webcrypto } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import { derOfPem } from '../../src/pdf/pem.ts'
import { err, ok, type Result } from '../../src/result.ts'
import { checkFile } from '../../src/verification/file-check.ts'
import type { Ground } from '../ground/ground.ts'
import { dayIn } from '../ground/local-day.ts'
import { randomReadable } from '../ground/random-id.ts'
import { houseFontDirs } from '../ground/rendering/fonts.ts'
import { createRenderPool, type RenderPool } from '../ground/rendering/render-pool.ts'
import { sha256Hex } from '../ground/store/content-store.ts'
import type { DocumentRecords } from '../issuing/issuing.ts'
import { type Signer, signPades } from '../signing/signing.ts'
import { certificateData } from './certificate-data.ts'
import { audit } from './verification-audit.ts'

const TEMPLATES = fileURLToPath(new URL('../../assets/', import.meta.url))
const TEMPLATE = 'templates-verification/certificate.typ'
const WAITING_MAX = 8

export interface CertificateParts extends Pick<Ground, 'db' | 'content' | 'clock' | 'log' | 'house'> {
  readonly documents: Pick<DocumentRecords, 'show'>
  readonly signer: Signer
  readonly anchorsPem: string
}

export interface IssuedCertificate {
  readonly certificateNumber: string
  readonly pdf: Uint8Array
}

/** Gives out signed statements of what the records say of a document now. */
export interface Certificates {
  /** Refuses with `unknown` for what was never issued, `busy`, and `failed` when none could be made. */
  issue(documentId: string): Promise<Result<IssuedCertificate, 'unknown' | 'busy' | 'failed'>>
  close(): Promise<void>
}

export function createCertificates(parts: CertificateParts): Certificates {
  const { db, clock, log, signer, house } = parts
  const { name: universityName, timeZone } = house
  const pageUrl = `${house.publicBaseUrl}/v/`
  // Most servers are never asked for one: the render thread starts with the first.
  let pool: RenderPool | null = null
  const rendering = () => {
    const fonts = { templatesDir: TEMPLATES, fontDirs: houseFontDirs() }
    pool ??= createRenderPool({ ...fonts, workers: 1, clock, queueLimit: WAITING_MAX })
    return pool
  }

  return {
    issue: async documentId => {
      const at = new Date(clock.now())
      const document = await parts.documents.show(documentId)
      if (!document) return err('unknown')
      const certificateNumber = `V${dayIn(timeZone, at).replaceAll('-', '')}-${randomReadable(10)}`
      const data = certificateData({ certificateNumber, at, document, universityName, timeZone, pageUrl })
      const createdAtSeconds = Math.floor(at.getTime() / 1000)
      const rendered = await rendering().render({
        template: TEMPLATE,
        document: JSON.stringify(data),
        createdAtSeconds,
      })
      if (!rendered.ok) {
        log.warn({ documentId, reason: rendered.error.kind }, 'a verification certificate was not made')
        return err(rendered.error.kind === 'busy' ? 'busy' : 'failed')
      }
      const pdf = await signPades(rendered.value.pdf, signer, { claimedAt: at })
      const anchors = derOfPem(parts.anchorsPem)
      const check = await checkFile(pdf, { anchors, timestampAnchors: [], webCrypto: webcrypto, nowMs: clock.now() })
      const { signedDigest } = check
      if (check.verdict !== 'valid' || signedDigest === null) {
        log.error({ documentId, reasons: check.reasons }, 'a verification certificate fails our own check')
        return err('failed')
      }
      await parts.content.put(pdf)
      const row = { certificate_number: certificateNumber, document_id: documentId, outcome: document.state }
      await db.transaction().execute(async tx => {
        await tx
          .insertInto('verification_certificate')
          .values({ ...row, sha256: sha256Hex(pdf), signed_digest: signedDigest, issued_at: at })
          .execute()
        const detail = { certificateNumber, outcome: document.state }
        await audit(tx, at, { event: 'verification-certified', subject: documentId, terminalId: null, detail })
      })
      return ok({ certificateNumber, pdf })
    },
    close: async () => {
      await pool?.close()
    },
  }
}
