import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { samplePdf } from '../../native/sim/page-printer/sample-pdf.ts'
import type { ContentStore } from '../../server/ground/store/content-store.ts'
import type { Issuer } from '../../server/issuing/issuer.ts'
import { createDemoAuthority } from '../../server/signing/demo-authority.ts'
import { signPades } from '../../server/signing/pades.ts'
import type { Clock } from '../../src/clock.ts'
import { fault } from '../../src/fault.ts'
import { err, ok } from '../../src/result.ts'
import { createIssuerDouble } from '../peers/issuer-double.ts'

/** Documents as the stations check them, with a real seal: signed once, and given out to everybody. */
export interface SimulatedDocuments {
  readonly issuer: Issuer & { readonly documents: ReturnType<typeof createIssuerDouble>['documents'] }
  /** PEM of the root of their seal. */
  readonly anchorsPem: string
  /** Pages of a file that was issued here; null for any other. */
  pagesOf(pdf: Uint8Array): number | null
  /** For the next world the first file comes first again. */
  beginAnew(): void
}

const PAGES_BY_EDITION: Readonly<Record<string, number>> = {
  'transcript/zh': 2,
  'transcript/en': 3,
  'enrolment-proof/zh': 1,
}

/** More than are asked for in one world. */
const FILES_OF_EACH = 24

const sha256Of = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

export async function signDocuments(clock: Pick<Clock, 'now'>): Promise<SimulatedDocuments> {
  const folder = mkdtempSync(join(tmpdir(), 'simulated-seal-'))
  const authority = await createDemoAuthority(folder, '示范大学', clock)
  rmSync(folder, { recursive: true, force: true })
  const pool = new Map<number, readonly { pdf: Uint8Array; sha256: string }[]>()
  const pagesOfHash = new Map<string, number>()
  for (const pages of new Set(Object.values(PAGES_BY_EDITION))) {
    // No two are alike, for each belongs to somebody.
    const claimed = Array.from({ length: FILES_OF_EACH }, (_, nth) => new Date(clock.now() - 1_000 * nth))
    const files = await Promise.all(
      claimed.map(async claimedAt => {
        const pdf = await signPades(samplePdf(pages), authority.signer, { claimedAt })
        return { pdf, sha256: sha256Of(pdf) }
      }),
    )
    pool.set(pages, files)
    // The station prints the signed revision, which is the whole file here.
    for (const { sha256 } of files) pagesOfHash.set(sha256, pages)
  }
  const issued = new Map<number, number>()
  const { documents } = createIssuerDouble()
  return {
    anchorsPem: authority.anchorsPem,
    pagesOf: pdf => pagesOfHash.get(sha256Of(pdf)) ?? null,
    beginAnew: () => issued.clear(),
    issuer: {
      documents,
      issue: async ({ kind, edition }) => {
        const pages = PAGES_BY_EDITION[`${kind}/${edition}`] ?? 1
        const nth = issued.get(pages) ?? 0
        issued.set(pages, nth + 1)
        const file = pool.get(pages)?.[nth]
        if (!file) return err(fault('document-failed'))
        return ok({ ...file, pages, signedDigest: file.sha256, validUntil: null })
      },
      draw: async () => err(fault('document-failed')),
      close: async () => undefined,
    },
  }
}

/** Files of the server: on its disk from the moment that they are put there. */
export function createMemoryContent(): ContentStore {
  const files = new Map<string, Uint8Array>()
  const put = async (bytes: Uint8Array) => {
    const sha256 = sha256Of(bytes)
    files.set(sha256, bytes)
    return sha256
  }
  return {
    put,
    putAll: all => Promise.all(all.map(put)),
    get: async sha256 => {
      const bytes = files.get(sha256)
      return bytes ? ok(bytes) : err('missing')
    },
    check: async sha256 => (files.has(sha256) ? 'whole' : 'missing'),
    remove: async sha256 => void files.delete(sha256),
  }
}
