import { webcrypto } from 'node:crypto'
import type { Clock } from '../../src/clock.ts'
import { type Fault, fault } from '../../src/fault.ts'
import { derOfPem } from '../../src/pdf/pem.ts'
import { createVerifier } from '../../src/pdf/verify.ts'
import { err, ok, type Result } from '../../src/result.ts'
import { validityNote } from '../../src/verification/validity-note.ts'
import {
  type DocumentRequest,
  type Documents,
  documentData,
  type EditionDefinition,
  firstMisfit,
  firstUnprintable,
  type KindDefinition,
  lastDayOf,
  standingOf,
  type University,
} from '../documents/documents.ts'
import { endOfDay } from '../ground/end-of-day.ts'
import { houseFontDirs, rareFonts } from '../ground/rendering/fonts.ts'
import type { Rendering } from '../ground/rendering/render-messages.ts'
import { createRenderPool, type RenderPoolOptions } from '../ground/rendering/render-pool.ts'
import { type Signer, shortReport, signPades } from '../signing/signing.ts'
import type { IssuedFile, Issuer, TemplatesNow } from './issuer.ts'
import { inLatin, nameless } from './name-on-paper.ts'
import { faultOfFailure, missingCharacter } from './render-fault.ts'

export interface IssuerOptions {
  readonly documents: Pick<Documents, 'kinds' | 'templatesDir'>
  /** Those in the folder alone where it is left out. */
  readonly templates?: TemplatesNow
  readonly signer: Signer
  /** PEM of the certificates that the signer leads to. */
  readonly anchorsPem: string
  readonly university: University
  /** Render threads: one a core that may be spared. */
  readonly workers: number
  readonly clock: Clock
  /**
   * Further fonts for rare characters: their folders, and their families in the order of trying. After them come those that the
   * machine is known to have.
   */
  readonly fallbackFonts?: { readonly dirs: readonly string[]; readonly families: readonly string[] }
  /** Limits of the render threads, where the usual ones do not fit. */
  readonly pool?: Pick<RenderPoolOptions, 'timeLimitMs' | 'queueLimit' | 'jobsPerWorker' | 'program'>
}

type Drawn = Rendering & { readonly templateVersion: number | null }
type SealedFile = Pick<IssuedFile, 'pdf' | 'sha256' | 'signedDigest'>

/** What a template may be given: a long life of study is a tenth of it. */
const DOCUMENT_BYTES = 512 * 1024

/**
 * The issuer over Typst and a seal; starts the render threads.
 * `issue` gives out nothing that the house's own check does not call valid.
 */
export function createIssuer(options: IssuerOptions): Issuer {
  const { documents, signer, anchorsPem, university, clock, templates = async () => null } = options
  const { kinds, templatesDir } = documents
  const anchors = derOfPem(anchorsPem)
  if (anchors.length === 0) throw new Error('the issuer was given no anchor')
  const verifier = createVerifier({ anchors, policy: 'kiosk-strict', webCrypto: webcrypto })
  const rare = rareFonts(options.fallbackFonts)
  const fontDirs = [...houseFontDirs(), ...rare.dirs]
  const pool = createRenderPool({ ...options.pool, workers: options.workers, clock, templatesDir, fontDirs })

  const draw = async (request: DocumentRequest): Promise<Result<Drawn>> => {
    const chosen = choose(kinds, request)
    return chosen.ok ? drawn(request, chosen.value.kind, chosen.value.edition) : chosen
  }

  const issue = async (request: DocumentRequest): Promise<Result<IssuedFile>> => {
    const chosen = choose(kinds, request)
    if (!chosen.ok) return chosen
    const { kind, edition } = chosen.value
    const rendered = await drawn(request, kind, edition)
    if (!rendered.ok) return rendered
    const { pages, pdf, templateVersion } = rendered.value
    const { timeZone } = university
    const lastDay = lastDayOf(kind, request.issuedAt, timeZone)
    const validUntil = lastDay === null ? null : endOfDay(timeZone, lastDay)
    const { nameZh, nameEn } = request.subject.person
    const sealed = await seal(pdf, validUntil && validityNote(validUntil, timeZone), [nameZh, nameEn])
    return sealed.ok ? ok({ ...sealed.value, pages, validUntil, templateVersion }) : sealed
  }

  const drawn = async (
    request: DocumentRequest,
    kind: KindDefinition,
    edition: EditionDefinition,
  ): Promise<Result<Drawn>> => {
    const data = documentData(request, kind, edition, university, rare.families)
    const unprintable = firstUnprintable(data) ?? nameless(data)
    if (unprintable) return err(fault('document-needs-hand', unprintable))
    const document = JSON.stringify(data)
    if (document.length > DOCUMENT_BYTES) return err(fault('document-failed', 'the data is too large'))

    const published = await templates(kind.kind)
    // An edition that the program has got since then is drawn with its own.
    const version = published?.files.has(edition.template) ? published : null
    const name = version ? `${kind.kind}@${version.number}` : kind.kind
    const createdAtSeconds = Math.floor(request.issuedAt.getTime() / 1000)
    const rendered = await pool.render({
      ...{ template: `${name}/${edition.template}`, document, createdAtSeconds },
      ...(version && { folder: { name, files: version.files } }),
    })
    if (rendered.ok) return ok({ ...rendered.value, templateVersion: version?.number ?? null })
    const subject = inLatin(request.subject, missingCharacter(rendered.error))
    return subject ? drawn({ ...request, subject }, kind, edition) : err(faultOfFailure(rendered.error))
  }

  /** Signs and then reads the result as a kiosk would. */
  const seal = async (
    rendering: Uint8Array,
    reason: string | null,
    texts: readonly string[],
  ): Promise<Result<SealedFile>> => {
    let pdf: Uint8Array
    try {
      pdf = await signPades(rendering, signer, { claimedAt: new Date(clock.now()), texts, ...(reason && { reason }) })
    } catch (error) {
      return err(failed('the seal did not sign', error))
    }
    const report = await verifier.verify(pdf, clock.now())
    const signedDigest = report.signatures[0]?.signedDigest
    // Nothing was added behind it yet, so nothing less than valid will do.
    if (report.verdict === 'valid' && report.printable && signedDigest)
      return ok({ pdf, sha256: report.sha256, signedDigest })
    return err(fault('document-failed', `own check: ${shortReport(report)}`))
  }

  return { issue, draw, close: () => pool.close() }
}

function choose(
  kinds: readonly KindDefinition[],
  request: DocumentRequest,
): Result<{ kind: KindDefinition; edition: EditionDefinition }> {
  const kind = kinds.find(one => one.kind === request.kind)
  const edition = kind?.editions.find(one => one.edition === request.edition)
  if (!kind || !edition) return err(fault('document-unavailable', 'no such kind or edition'))
  const standing = standingOf(kind, edition, request.subject)
  if (standing.kind === 'available') return ok({ kind, edition })
  const misfit = firstMisfit(kind, edition, request.subject)
  if (misfit) return err(fault('document-needs-hand', `the data does not fit: ${misfit}`))
  return err(fault('document-unavailable', 'not for this person'))
}

function failed(what: string, error: unknown): Fault {
  return fault('document-failed', `${what}: ${error instanceof Error ? error.message : 'unknown error'}`)
}
