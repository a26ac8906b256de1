import { webcrypto } from 'node:crypto'
import { SM2_LIBRARY } from '../../src/pdf/sm2-library.ts'
import { createVerifier } from '../../src/pdf/verify.ts'
import { evidence, RECENT_MS, stampedBy } from '../attacks/cases/good-levels.ts'
import { FREE } from '../attacks/document.ts'
import { anchors, NOW_MS } from '../attacks/pki.ts'
import { addDocumentStamp, addDss, sealed } from '../attacks/sign.ts'
import { type Figure, figure } from './figure.ts'

const ROUNDS = 300
const WARM_UP = 50
const FOUR_PAGES = { pages: 4 }

/** The engine alone, in process, on four pages at every level; one verifier for all, as station and server keep one. */
export async function measureVerifyLevels(): Promise<Figure[]> {
  const stamped = sealed({ cms: stampedBy('tsa', RECENT_MS) }, FOUR_PAGES)
  const longTerm = addDss(stamped, { ...evidence(), document: FOUR_PAGES })
  const store = { ...FOUR_PAGES, catalog: `/DSS ${FREE} 0 R` }
  const archived = addDocumentStamp(longTerm, { free: FREE + 20, document: store })
  const files: [string, number | null, Uint8Array][] = [
    ['verify-b-b', 2, sealed({}, FOUR_PAGES).bytes],
    ['verify-b-b-rsa-3072', 2, sealed({ by: 'rsa-3072', capacity: 8000 }, FOUR_PAGES).bytes],
    ['verify-b-t', null, stamped.bytes],
    ['verify-b-lt', null, longTerm.bytes],
    ['verify-b-lta', 6, archived.bytes],
    ['verify-b-b-sm2', null, sealed({ by: 'sm2', cms: { digest: 'sm3', scheme: { hash: 'sm3' } } }, FOUR_PAGES).bytes],
  ]
  const verifier = createVerifier({
    anchors: anchors(),
    webCrypto: webcrypto,
    sm2: SM2_LIBRARY,
    policy: 'kiosk-strict',
  })
  const figures: Figure[] = []
  for (const [name, aimMs, bytes] of files) {
    const samples: number[] = []
    for (let round = 0; round < ROUNDS; round++) {
      const beganMs = performance.now()
      const report = await verifier.verify(bytes, NOW_MS)
      samples.push(performance.now() - beganMs)
      if (!report.printable) throw new Error(`${name} is ${report.verdict}: ${report.reasons[0]?.code}`)
    }
    figures.push(figure(name, 'ms', aimMs, samples.slice(WARM_UP)))
  }
  return figures
}

if (import.meta.main) console.log(JSON.stringify(await measureVerifyLevels(), null, 2))
