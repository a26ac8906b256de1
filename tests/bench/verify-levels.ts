import { evidence, RECENT_MS, stampedBy } from '../attacks/cases/good-levels.ts'
import { addDocumentStamp, addDss, sealed } from '../attacks/sign.ts'

/** A file of four pages with one seal. */
export interface LevelFile {
  readonly name: string
  readonly aimMs: number | null
  readonly bytes: Uint8Array
}

const FOUR_PAGES = { pages: 4 }
/** The first number behind those of four pages. A peer does not believe a revision that fills a gap in the numbers. */
const FREE = 110

/** Four pages at every level of proof, sealed by P-256; B-B by RSA-3072 and SM2 too. `anchors` of `tests/attacks/pki.ts` trusts them all. */
export function levelFiles(): LevelFile[] {
  const stamped = sealed({ cms: stampedBy('tsa', RECENT_MS) }, FOUR_PAGES)
  const longTerm = addDss(stamped, { ...evidence(), free: FREE, document: FOUR_PAGES })
  const store = { ...FOUR_PAGES, catalog: `/DSS ${FREE} 0 R` }
  const archived = addDocumentStamp(longTerm, { free: FREE + 20, document: store })
  const sm2 = { by: 'sm2', cms: { digest: 'sm3', scheme: { hash: 'sm3' } } } as const
  return [
    { name: 'b-b', aimMs: 2, bytes: sealed({}, FOUR_PAGES).bytes },
    { name: 'b-b-rsa-3072', aimMs: 2, bytes: sealed({ by: 'rsa-3072', capacity: 8000 }, FOUR_PAGES).bytes },
    { name: 'b-t', aimMs: null, bytes: stamped.bytes },
    { name: 'b-lt', aimMs: null, bytes: longTerm.bytes },
    { name: 'b-lta', aimMs: 6, bytes: archived.bytes },
    { name: 'b-b-sm2', aimMs: null, bytes: sealed(sm2, FOUR_PAGES).bytes },
  ]
}
