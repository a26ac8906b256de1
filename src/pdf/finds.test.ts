import { webcrypto } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { evidence, RECENT_MS, stampedBy } from '../../tests/attacks/cases/good-levels.ts'
import { anchors, NOW_MS } from '../../tests/attacks/pki.ts'
import { addDss, sealed } from '../../tests/attacks/sign.ts'
import { SM2_LIBRARY } from './sm2-library.ts'
import { verifyPdf } from './verify.ts'

/** Files that damage by chance has brought up, as `scripts/fuzz-pdf.ts` writes them. */
const FOLDER = join(import.meta.dirname, 'finds')
const findSchema = z.object({
  what: z.enum(['prints', 'breaks', 'slow']),
  note: z.string(),
  nowMs: z.number(),
  anchors: z.array(z.string()),
  bytes: z.string(),
})
const finds = existsSync(FOLDER) ? readdirSync(FOLDER) : []
const bytesOf = (text: string) => new Uint8Array(Buffer.from(text, 'base64'))

const check = async (bytes: Uint8Array, own: readonly Uint8Array[], nowMs: number) => {
  const beganMs = performance.now()
  const options = { anchors: own, nowMs, webCrypto: webcrypto, sm2: SM2_LIBRARY, policy: 'kiosk-strict' } as const
  const report = await verifyPdf(bytes, options)
  return { report, tookMs: performance.now() - beganMs }
}

describe('what fuzzing found', () => {
  it.each(finds)('%s does so no more', async name => {
    const { what, ...find } = findSchema.parse(JSON.parse(readFileSync(join(FOLDER, name), 'utf8')))
    const { report, tookMs } = await check(bytesOf(find.bytes), find.anchors.map(bytesOf), find.nowMs)
    expect(report.reasons.map(({ code }) => code)).not.toContain('internal-error')
    expect(tookMs).toBeLessThan(1000)
    if (what === 'prints') expect(report.printable).toBe(false)
  })

  it('would be seen here: an honest file prints and takes no time', async () => {
    const { report, tookMs } = await check(
      addDss(sealed({ cms: stampedBy('tsa', RECENT_MS) }), evidence()).bytes,
      anchors(),
      NOW_MS,
    )
    expect(report.printable).toBe(true)
    expect(tookMs).toBeLessThan(1000)
  })
})
