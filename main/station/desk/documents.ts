import { createHash } from 'node:crypto'
import { sleep } from '../../../src/clock.ts'
import { type PagePrinter, sheetsOf } from '../../../src/contract/devices.ts'
import type { DocumentId } from '../../../src/contract/ids.ts'
import type { PreparedDocument } from '../../../src/contract/issuing-api.ts'
import { TERMINAL_ROUTES } from '../../../src/contract/terminal-api.ts'
import { type Fault, fault } from '../../../src/fault.ts'
import { derOfPem } from '../../../src/pdf/pem.ts'
import { SM2_LIBRARY } from '../../../src/pdf/sm2-library.ts'
import { createVerifier, signedRevision, type Verifier } from '../../../src/pdf/verify.ts'
import type { WebCrypto } from '../../../src/pdf/web-crypto.ts'
import { err, ok, type Result } from '../../../src/result.ts'
import type { Effect } from '../../../src/session/effect.ts'
import type { Job } from '../../../src/session/state.ts'
import { mayPass } from '../patience.ts'
import type { Refusal } from '../server-client.ts'
import type { TraysHere } from '../settings/trays-here.ts'
import type { DeskTools } from './desk.ts'

const MAX_PDF_BYTES = 20_000_000
const FETCH_AGAIN_MS = 2_000
/** So often something else may come in the place of a file that is known by its hash: a line's own page, or half of it. */
const OTHER_FILES_MAX = 10
/** What was fetched is not the file that was asked for. */
const OTHER_FILE = 'sha256'

export interface DocumentDesk {
  /** Has a document made and signed, fetches it and checks it. Posts exactly one answer. */
  prepare(effect: Extract<Effect, { kind: 'prepare-document' }>): Promise<void>
  /** The signed revision of a checked file that is in memory; null when it is not. */
  inMemory(documentId: DocumentId): Uint8Array | null
  /**
   * The signed revision of a job's file, from memory or, after a break, fetched and checked again. With `wait` a server that is
   * not back yet is waited for.
   */
  fileOf(job: Pick<Job, 'documentId'> & { sha256: string }, wait?: FileWait): Promise<Result<Uint8Array>>
  /** Forgets every file. */
  wipe(): void
}

/** Who waits for a file, and may stop. */
export interface FileWait {
  stopped(): boolean
  /** Called each time that it could not be had yet. */
  waiting(why: Fault): void
}

export interface CheckParts {
  /** PEM of the roots that a signature must lead to, as they are believed now. */
  readonly anchorsPem: () => string
  /** PEM of the roots of time-stamp authorities, as the newest settings name them. */
  readonly timestampAnchorsPem: () => string
  /** SHA-256 of the seal certificates that alone may have signed; none means any under the roots. */
  readonly pinnedSeals: readonly string[]
  readonly webCrypto: WebCrypto
  readonly sides: PagePrinter['sides']
  readonly trays: Pick<TraysHere, 'lack'>
}

/** Nothing gets past this desk, to the screen or to paper, whose signature was not checked. */
export function createDocumentDesk(tools: DeskTools, parts: CheckParts): DocumentDesk {
  const { webCrypto, sides } = parts
  const { client, clock, log } = tools
  const files = new Map<DocumentId, Uint8Array>()
  let held: { readonly named: string; readonly verifier: Verifier } | null = null

  /** Kept from file to file, and made anew when other roots are named. */
  const verifier = (): Verifier => {
    const [anchorsPem, timestampAnchorsPem] = [parts.anchorsPem(), parts.timestampAnchorsPem()]
    const named = `${anchorsPem}\n${timestampAnchorsPem}`
    if (held?.named !== named) held = { named, verifier: verifierWith(anchorsPem, timestampAnchorsPem) }
    return held.verifier
  }
  const verifierWith = (anchorsPem: string, timestampAnchorsPem: string): Verifier => {
    const pinned = parts.pinnedSeals.length > 0 ? { pinnedSigners: parts.pinnedSeals } : {}
    const options = {
      anchors: derOfPem(anchorsPem),
      ...pinned,
      webCrypto,
      sm2: SM2_LIBRARY,
      policy: 'kiosk-strict',
    } as const
    try {
      return createVerifier({ ...options, timestampAnchors: derOfPem(timestampAnchorsPem) })
    } catch (error) {
      // They come from the server and not from whoever set this terminal up: a wrong one must not stop documents without stamps.
      log.error({ err: error }, 'the roots of time-stamp authorities cannot be read')
      return createVerifier(options)
    }
  }

  /** Fetches and checks; the name of the signer on success. */
  const fetchChecked = async (
    documentId: DocumentId,
    sha256: string,
  ): Promise<Result<{ pdf: Uint8Array; signer: string }, Refusal>> => {
    const answer = await client.file(documentId, MAX_PDF_BYTES)
    if (!answer.ok) return answer
    const pdf = answer.value
    const refusal = sha256Of(pdf) === sha256 ? null : OTHER_FILE
    if (refusal) return err(checkFailed(documentId, refusal))
    const report = await verifier().verify(pdf, clock.now())
    if (!report.printable)
      return err(checkFailed(documentId, `${report.verdict} ${report.reasons.map(reason => reason.code).join(' ')}`))
    // Proof that was added behind the seal leaves with the rest of the file: a renderer gets what was signed and no more.
    return ok({ pdf: signedRevision(pdf, report), signer: report.signatures[0]?.signer?.subject ?? '' })
  }

  const checkFailed = (documentId: DocumentId, detail: string): Refusal => {
    log.error({ documentId, detail }, 'document failed its check')
    tools.note?.('machine-file-refused', { document: documentId, code: 'document-check-failed' })
    return { fault: fault('document-check-failed', detail.slice(0, 200)), status: 200 }
  }

  return {
    prepare: async effect => {
      const { request, visitId, documentKind: kind, edition } = effect
      const refuse = (why: Fault) => tools.post({ kind: 'document-refused', request, fault: why })
      // Before it is made, shown or paid: paper of another kind is no paper for it.
      const lack = parts.trays.lack(kind)
      if (lack) {
        log.warn({ kind, fault: lack }, 'there is no paper for this kind')
        return refuse(lack)
      }
      const prepared = await client.call(TERMINAL_ROUTES.prepare, { visitId, kind, edition })
      if (!prepared.ok) return refuse(prepared.error.fault)
      const document: PreparedDocument = prepared.value
      const fetched = await fetchChecked(document.documentId, document.sha256)
      if (!fetched.ok) return refuse(fetched.error.fault)
      files.set(document.documentId, fetched.value.pdf)
      tools.post({
        kind: 'document-checked',
        request,
        document: { ...document, signer: fetched.value.signer, sheetsPerCopy: sheetsOf(document.pages, sides) },
      })
    },
    inMemory: documentId => files.get(documentId) ?? null,
    fileOf: async ({ documentId, sha256 }, wait) => {
      const kept = files.get(documentId)
      if (kept) return ok(kept)
      for (let others = 0; ; ) {
        const fetched = await fetchChecked(documentId, sha256)
        if (fetched.ok) {
          files.set(documentId, fetched.value.pdf)
          return ok(fetched.value.pdf)
        }
        const { error } = fetched
        const isOther = error.fault.code === 'document-check-failed' && error.fault.detail === OTHER_FILE
        if (isOther) others++
        const passes = mayPass(error) || (isOther && others < OTHER_FILES_MAX)
        if (!wait || !passes || wait.stopped()) return err(error.fault)
        wait.waiting(fault('server-awaited', error.fault.code))
        await sleep(clock, FETCH_AGAIN_MS)
        // The end of the station is not the end of the wait: whoever asked must not write a copy down as not delivered.
        if (tools.closing()) return new Promise(() => {})
      }
    },
    wipe: () => files.clear(),
  }
}

function sha256Of(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}
