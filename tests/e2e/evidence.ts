import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { expect } from 'vitest'
import { DEMO_PIN } from '../../demo/demo-pin.ts'
import { type GatewayOrder, gatewayJournalSchema, ordersOf } from '../../demo/devices/gateway-journal.ts'
import { NOTABLE_PEOPLE } from '../../demo/university/notable.ts'
import { judgeAsKiosk } from '../../server/signing/judge-as-kiosk.ts'
import { derOfPem } from '../../src/pdf/pem.ts'
import { WAIT_AT_MOST_MS } from '../patience.ts'
import type { Demo } from './demo.ts'

/** What is left of a visit once it is over: files, money, logs. Looked for outside the kiosk, where it can't be made up. */

const LOOK_EVERY_MS = 100

/** Asks until `look` gives something that `holds`. Rejects with the last answer after `withinMs`. */
export async function eventually<T>(
  what: string,
  look: () => Promise<T>,
  holds: (found: T) => boolean,
  withinMs = WAIT_AT_MOST_MS,
): Promise<T> {
  const startMs = Date.now()
  for (;;) {
    const found = await look()
    if (holds(found)) return found
    if (Date.now() - startMs > withinMs) throw new Error(`${what} did not come; there is ${JSON.stringify(found)}`)
    await delay(LOOK_EVERY_MS)
  }
}

export const sha256Of = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

type Files = Pick<Demo, 'dataDir'>

/** Every received file is the signed revision that the server keeps, byte for byte, and its signature is sound. */
export async function expectSignedRevisions({ dataDir }: Files, received: readonly Uint8Array[]): Promise<void> {
  const anchors = derOfPem(await readFile(join(dataDir, 'authority', 'root.pem'), 'utf8'))
  for (const [sha256, bytes] of new Map(received.map(bytes => [sha256Of(bytes), bytes]))) {
    const kept = await readFile(join(dataDir, 'server', 'files', sha256.slice(0, 2), sha256))
    expect(Buffer.compare(kept, bytes)).toBe(0)
    const report = await judgeAsKiosk(bytes, { anchors }, Date.now())
    expect(report).toMatchObject({ verdict: 'valid', printable: true, sha256 })
    expect(report.signatures[0]?.signer?.subject).toBe('示范大学')
  }
}

/** The gateway's orders, newest first, as its own journal has them. */
export async function gatewayOrders({ dataDir }: Files): Promise<GatewayOrder[]> {
  const text = await readFile(join(dataDir, 'gateway', 'journal.jsonl'), 'utf8').catch(() => '')
  const lines = text.split('\n').slice(0, -1)
  return ordersOf(gatewayJournalSchema.parse(lines.map(line => JSON.parse(line) as unknown)))
}

/** The number of happenings of `type` that the gateway has written down. */
export async function gatewayCount({ dataDir }: Files, type: string): Promise<number> {
  const text = await readFile(join(dataDir, 'gateway', 'journal.jsonl'), 'utf8').catch(() => '')
  return text.split('\n').filter(line => line.includes(`"happening":{"type":"${type}"`)).length
}

/** The person who holds a notable card. */
export function personOf(cardUid: string) {
  const found = NOTABLE_PEOPLE.find(one => one.cardUid === cardUid)
  if (!found) throw new Error(`nobody holds ${cardUid}`)
  return found.person
}

/** What the table of a demo shows on purpose: the card whose digits are set. */
const SHOWN_IN_TABLE = `${DEMO_PIN.card}, ${DEMO_PIN.digits}`

/** No log of any program names a person of the visits: neither name, nor number, nor identity number, nor card. */
export async function expectNoPersonalData(demo: Pick<Demo, 'logs'>, cardUids: readonly string[]): Promise<void> {
  const logs = await demo.logs()
  expect(logs.size).toBeGreaterThan(1)
  for (const uid of cardUids) {
    const { nameZh, nameEn, number, idNumber } = personOf(uid)
    for (const secret of [nameZh, nameEn, number, idNumber, uid])
      for (const [name, text] of logs)
        expect(secret !== null && text.replaceAll(SHOWN_IN_TABLE, '').includes(secret), `${secret} in ${name}`).toBe(
          false,
        )
  }
}
