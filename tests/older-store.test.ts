import { webcrypto } from 'node:crypto'
import { mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { orderSchema } from '../src/contract/orders-api.ts'
import { paperAnswerSchema } from '../src/contract/paper.ts'
import { derOfPem } from '../src/pdf/pem.ts'
import { checkFile } from '../src/verification/file-check.ts'
import { WAIT_AT_MOST_MS } from './patience.ts'
import { DOUBLE_MERCHANT } from './peers/payments-double.ts'
import { POSTGRES_PROGRAMS, startPostgres } from './peers/postgres.ts'
import { type KioskDouble, kioskOf, type ServerWorld, startServerWorld } from './peers/server-world.ts'
import { createTerminalDouble } from './peers/terminal-double.ts'

// A store as the server of version 3 of the tables left it: a visit with free copies that came out, one whose missing copies are being
// paid back, one that is paid and of which nothing was told, one that waits for its payment; and a document that was revoked.
const GOLDEN = join(import.meta.dirname, 'golden', 'store-of-version-3')
const factsSchema = z.object({
  ...{ nowMs: z.int(), terminalId: z.string(), code: z.string(), sha256: z.string(), documentId: z.string() },
  jobs: z.object({ ended: z.string(), refundDue: z.string(), paid: z.string(), awaiting: z.string() }),
  trades: z.tuple([z.string(), z.string(), z.string()]),
})
const facts = factsSchema.parse(JSON.parse(await readFile(join(GOLDEN, 'facts.json'), 'utf8')))
const terminal = createTerminalDouble()
const golden = await readFile(join(GOLDEN, 'database.sql'), 'utf8')
/** The terminal's key is ours: the one of then went with its machine. */
const script = `${golden}\nupdate public.terminal set public_key = '${terminal.publicKey}';`

/** What stands in the books before anything was done with them: 500 fen are earned, 500 are being paid back, 1,000 nobody has decided about. */
const CARRIED_OVER = { provider: 2_000, visitor: -1_000, university: -500, 'given-back': -500, 'by-hand': 0, lost: 0 }

function suite(open: () => Promise<ServerWorld>): void {
  let world: ServerWorld
  let kiosk: KioskDouble
  beforeAll(async () => {
    world = await open()
    kiosk = kioskOf(world, facts.terminalId, terminal)
    // What the payment side has known since then.
    for (const [i, outTradeNo] of facts.trades.entries()) {
      const [amountFen, expiresAt] = [i === 2 ? 600 : 1_000, new Date(facts.nowMs + 600_000)]
      await world.payments.payments.openCode({ outTradeNo, amountFen, expiresAt, description: '', terminalId: '' })
      if (i < 2) world.payments.pay(outTradeNo)
    }
  })
  afterAll(() => world?.close())
  const order = async (jobId: string) => orderSchema.parse((await kiosk.get(`/v1/orders/${jobId}`)).json)

  it('has its orders where they were, each with the merchant that it was opened under', async () => {
    expect(await order(facts.jobs.ended)).toMatchObject({
      ...{ state: 'ended', payment: null, quote: { copies: 2, freeCopies: 2 } },
      settlement: { copiesDelivered: 2, chargedFen: 0 },
    })
    expect(await order(facts.jobs.refundDue)).toMatchObject({
      ...{ state: 'ended', payment: { provider: DOUBLE_MERCHANT.provider } },
      settlement: { copiesDelivered: 1, quotaGivenBack: 3, refundFen: 500 },
    })
    expect(await order(facts.jobs.awaiting)).toMatchObject({ state: 'awaiting-payment', quote: { amountFen: 600 } })
  })

  it('has carried their money over into the books', async () => {
    expect(await world.server().doors.books.balances()).toEqual(CARRIED_OVER)
  })

  it('goes on with them: paid, printed, paid back', async () => {
    expect(world.payments.pay(facts.trades[2])).toBe(true)
    await world.clock.advance(6_000)
    await world.server().doors.orders.sweep()
    expect(await order(facts.jobs.awaiting)).toMatchObject({ state: 'ready' })
    const outcome = { copiesDelivered: 5, sheetsDelivered: 10, fault: null }
    const told = await kiosk.post(`/v1/orders/${facts.jobs.paid}/outcome`, { outcome })
    expect(orderSchema.parse(told.json)).toMatchObject({ state: 'ended', settlement: { copiesDelivered: 5 } })

    // The refund is due again within two minutes, and the server's own sweep may be at it just now.
    await world.clock.advance(120_000)
    await world.server().doors.orders.sweep()
    const refunds = () => [...(world.payments.trades.get(facts.trades[0])?.refunds.values() ?? [])]
    await vi.waitFor(() => expect(refunds()).toMatchObject([{ refundFen: 500 }]), { timeout: WAIT_AT_MOST_MS })
  })

  it('has gone on with their books: what was carried over is settled like all else', async () => {
    expect(await world.server().doors.books.balances()).toEqual({
      // 600 were paid and wait for their copies, 1,000 were earned since.
      ...{ provider: 2_600, visitor: -600, university: -1_500, 'given-back': -500, 'by-hand': 0, lost: 0 },
    })
  })

  it('knows its documents: by the code on paper, by the file, and what became of them', async () => {
    const answer = paperAnswerSchema.parse((await kiosk.post('/v1/papers/check', { scanned: facts.code })).json)
    expect(answer).toMatchObject({
      outcome: 'found',
      paper: { state: 'valid', nameMasked: { zh: '林**' }, printed: [{ copies: 2 }] },
    })
    const { issuing } = world.server().doors
    expect(await issuing.records.endingsSoFar()).toBe(1)
    expect(await issuing.records.ended(10)).toMatchObject([{ state: 'revoked', reason: 'record-corrected' }])
  })
}

describe('a store of before the rooms, on PGlite', () =>
  suite(() =>
    startServerWorld(null, {
      nowMs: facts.nowMs,
      prepare: async folder => {
        await mkdir(join(folder, 'database'), { recursive: true })
        const database = new PGlite(join(folder, 'database', 'pg'))
        await database.exec(script)
        await database.close()
      },
    }),
  ))

describe.skipIf(POSTGRES_PROGRAMS === null)('a store of before the rooms, on PostgreSQL', () => {
  let stop = async () => {}
  afterAll(() => stop())
  suite(async () => {
    const postgres = await startPostgres()
    stop = postgres.stop
    const client = new pg.Client({ connectionString: postgres.databaseUrl })
    await client.connect()
    await client.query(script)
    await client.end()
    return startServerWorld(postgres.databaseUrl, { nowMs: facts.nowMs })
  })
})

it('a document of then is judged as it was', async () => {
  const pdf = new Uint8Array(await readFile(join(GOLDEN, 'document.pdf')))
  const anchors = derOfPem(await readFile(join(GOLDEN, 'anchors.pem'), 'utf8'))
  const check = await checkFile(pdf, { anchors, timestampAnchors: [], webCrypto: webcrypto, nowMs: facts.nowMs })
  expect(check).toMatchObject({ verdict: 'valid', sha256: facts.sha256 })
  const altered = pdf.slice()
  altered[1_200]! ^= 1
  const bad = await checkFile(altered, { anchors, timestampAnchors: [], webCrypto: webcrypto, nowMs: facts.nowMs })
  expect(bad.verdict).toBe('tampered')
})
