import { assemble } from './assemble.ts'
import { toHex } from './bytes.ts'
import { readCrl } from './crl.ts'
import { createEngine } from './engine.ts'
import { collectFromStores, readAll } from './evidence.ts'
import { type Examined, examine } from './examine.ts'
import { LIMITS } from './limits.ts'
import { openPdf } from './objects.ts'
import { readOcsp } from './ocsp.ts'
import type { VerifierOptions, VerifyOptions } from './options.ts'
import { PdfRefusal } from './reasons.ts'
import type { PdfReport } from './report.ts'
import { compareRevisions } from './revision-changes.ts'
import { findSignatures } from './signature-field.ts'
import { judgeTrust } from './trust.ts'
import { decide, reasonOf } from './verdict.ts'

/** One configuration, for many files: what it learns of certificates and keys it keeps. */
export interface Verifier {
  /** Checks one file at `nowMs` (ms since 1970). A broken file is a report, never a rejection and never a pass. */
  verify(bytes: Uint8Array, nowMs: number): Promise<PdfReport>
}

/**
 * A verifier of signed PDFs under one policy. Throws when an anchor, an intermediate certificate or a list cannot be read,
 * for that is a mistake in the configuration.
 */
export function createVerifier(options: VerifierOptions): Verifier {
  const engine = createEngine(options)
  const limits = { ...LIMITS, ...options.limits }
  const pushed = { crls: (options.crls ?? []).map(readCrl), ocsps: readAll(options.ocsps ?? [], readOcsp) }
  const pinnedSigners = options.pinnedSigners ? new Set(options.pinnedSigners) : null

  const check = async (bytes: Uint8Array, nowMs: number): Promise<Omit<PdfReport, 'sha256' | 'elapsedMs'>> => {
    const file = openPdf(bytes, limits)
    const found = findSignatures(file)
    const collected = collectFromStores(file, engine)
    collected.crls.unshift(...pushed.crls)
    collected.ocsps.unshift(...pushed.ocsps)
    const examined: Examined[] = []
    for (const one of found) examined.push(await examine(file, one, collected.certificates, engine))
    const trusted = await judgeTrust(examined, {
      ...{ file, engine, collected, nowMs, pinnedSigners },
      requireRevocation: options.requireRevocation ?? false,
      signerPurposes: options.signerPurposes ?? [],
    })
    const revisions = compareRevisions(file, examined, options.policy)
    return await assemble(file, trusted, revisions, collected.dssRevision, engine)
  }

  return {
    verify: async (bytes, nowMs) => {
      const began = options.stopwatch?.()
      const hashing = engine.crypto.digest('SHA-256', bytes)
      const found = await check(bytes, nowMs).catch(refusedWhole)
      const sha256 = toHex(await hashing)
      const elapsedMs = began === undefined ? null : options.stopwatch!() - began
      return { ...found, sha256, elapsedMs }
    },
  }
}

/** Checks one file. For many files under one configuration, keep a verifier. */
export async function verifyPdf(bytes: Uint8Array, { nowMs, ...options }: VerifyOptions): Promise<PdfReport> {
  return createVerifier(options).verify(bytes, nowMs)
}

/** The report of a file that could not be read through. A bug is `malformed` too: it must not let anything pass. */
function refusedWhole(error: unknown): Omit<PdfReport, 'sha256' | 'elapsedMs'> {
  const refusal = error instanceof PdfRefusal ? error : new PdfRefusal('internal-error')
  return { ...decide([reasonOf(refusal)]), printable: false, signatures: [], timestamps: [], revisions: [] }
}

/**
 * The bytes that may be shown and printed: the file as the first signature signed it, `[0, c + d)` of its range. Nothing that
 * came later can be in them, whatever a renderer makes of it. Throws for a report that is not printable.
 */
export function signedRevision(bytes: Uint8Array, report: PdfReport): Uint8Array {
  const range = report.signatures[0]?.byteRange
  if (!report.printable || !range) throw new Error('only a printable file has bytes to print')
  return bytes.slice(0, range[2] + range[3])
}
