import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Kysely, sql, type Transaction } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { fakeClock } from '../../src/fake-clock.ts'
import { createOrderWorld, type OrderWorld } from '../../tests/peers/order-world.ts'
import { describeOnStores } from '../../tests/peers/stores.ts'
import { randomId } from '../ground/random-id.ts'
import { type ContentStore, createContentStore, sha256Hex } from '../ground/store/content-store.ts'
import type { Store } from '../ground/store/store.ts'
import type { Tables } from '../ground/store/tables.ts'
import type { OrderEvent } from '../orders/order-machine.ts'
import { applyToOrderIn } from '../orders/order-rows.ts'
import { check } from './check.ts'
import { checkUnclaimed } from './check-unclaimed.ts'
import { type Difference, saidOf } from './differences.ts'
import { post } from './entry.ts'

const UNIT_FEN = 200
const NO_FILES: Pick<ContentStore, 'check'> = { check: async () => 'whole' }
const never = new AbortController().signal

async function differences(db: Kysely<Tables>, content = NO_FILES): Promise<Difference[]> {
  const found: Difference[] = []
  const heard = { found: (one: Difference) => void found.push(one), progress: () => undefined, signal: never }
  const checked = await check({ db, content, clock: fakeClock() }, heard)
  expect(checked.isWhole).toBe(true)
  return found
}

class Undone extends Error {}

describeOnStores('yinzheng check', store => {
  /** Order numbers by what became of the order. */
  const numbers = { ready: '', whole: '', short: '', due: '', late: '', held: '', free: '' }
  const ids = { ...numbers }
  beforeAll(async () => Object.assign(ids, await makeOrders(store(), numbers)), 60_000)

  /** What is found after something was done behind the triggers, which is then taken back. */
  const after = async (tamper: string | ((tx: Transaction<Tables>) => Promise<unknown>)): Promise<Difference[]> => {
    let found: Difference[] = []
    const undone = store()
      .db.transaction()
      .execute(async tx => {
        for (const table of ['book_entry', 'book_line'])
          await sql`alter table ${sql.table(table)} disable trigger all`.execute(tx)
        if (typeof tamper === 'string') await sql.raw(tamper).execute(tx)
        else await tamper(tx)
        found = await differences(tx)
        throw new Undone()
      })
    await expect(undone).rejects.toThrow(Undone)
    return found
  }
  const entryOf = (order: keyof typeof ids, cause: string) =>
    `(select entry_id from book_entry where subject = '${ids[order]}' and cause = '${cause}')`

  it('finds nothing in what the house has written, and looks at all of it', async () => {
    const found: Difference[] = []
    const heard = { found: (one: Difference) => void found.push(one), progress: () => undefined, signal: never }
    const checked = await check({ db: store().db, content: NO_FILES, clock: fakeClock() }, heard)
    expect(found).toEqual([])
    // Payments 6, charged 3, to be paid back 3, paid back 1; the documents of these worlds share one file.
    expect(checked).toEqual({ orders: 7, unclaimed: 0, entries: 13, files: 1, isWhole: true })
  })

  it('finds nothing in what persons have decided: what was held is kept, or a part of it goes back', async () => {
    const decided = async (event: OrderEvent) => {
      const world = await createOrderWorld(store())
      const row = await makeOrder(store(), world, 'held')
      const { row: after } = await store()
        .db.transaction()
        .execute(tx => applyToOrderIn(tx, world.cases, row.order_id, event, new Date(world.clock.now())))
      expect(after.held_fen).toBe(0)
    }
    await decided({ kind: 'held-kept' })
    await decided({ kind: 'given-back', refundFen: 600, isPaidByHand: false, endsHold: true })
    await decided({ kind: 'given-back', refundFen: 1_600, isPaidByHand: true, endsHold: true })
    expect(await differences(store().db)).toEqual([])
  })

  it('finds a line that was changed: the entry, its order, and what lies at the provider', async () => {
    const line = `update book_line set amount_fen = amount_fen - 100 where account = 'provider'`
    const found = await after(`${line} and entry_id = ${entryOf('whole', 'payment-seen')}`)
    expect(found).toMatchObject([
      { kind: 'entry-altered', cause: 'payment-seen', subject: numbers.whole, lines: 2, balanceFen: -100 },
      {
        ...{ kind: 'order-differs', orderNumber: numbers.whole },
        figures: [{ name: 'paidFen', orderFen: 600, booksFen: 500 }],
      },
      { kind: 'provider-balance-differs' },
    ])
    expect(found.map(saidOf)[1]).toBe(`order ${numbers.whole}: paid 600 fen, by the books 500 fen`)
  })

  it('finds both lines of an entry changed together, which balance', async () => {
    const both = `update book_line set amount_fen = amount_fen * 2 where entry_id = ${entryOf('whole', 'charged')}`
    expect(await after(both)).toEqual([
      {
        ...{ kind: 'order-differs', orderId: ids.whole, orderNumber: numbers.whole },
        figures: [
          { name: 'chargedFen', orderFen: 600, booksFen: 1_200 },
          { name: 'undecidedFen', orderFen: 0, booksFen: -600 },
        ],
      },
      {
        ...{ kind: 'charge-differs-from-paper', orderId: ids.whole, orderNumber: numbers.whole },
        ...{ copiesDelivered: 3, paperFen: 600, booksFen: 1_200 },
      },
    ])
  })

  it('finds a line moved to another account', async () => {
    const moved = `update book_line set account = 'by-hand' where account = 'university' and entry_id = ${entryOf('short', 'charged')}`
    expect(await after(moved)).toMatchObject([
      { kind: 'entry-altered', cause: 'charged', subject: numbers.short, balanceFen: 0 },
      { kind: 'order-differs', orderNumber: numbers.short, figures: [{ name: 'chargedFen' }] },
      { kind: 'charge-differs-from-paper', orderNumber: numbers.short, paperFen: 200, booksFen: 0 },
    ])
  })

  it('finds the lines of an entry gone, and an entry gone with them', async () => {
    const lines = `delete from book_line where entry_id = ${entryOf('due', 'refund-owed')}`
    expect(await after(lines)).toMatchObject([
      { kind: 'entry-altered', cause: 'refund-owed', subject: numbers.due, lines: 0, balanceFen: 0 },
      { kind: 'order-differs', orderNumber: numbers.due, figures: [{ name: 'undecidedFen' }, { name: 'refundFen' }] },
    ])
    const whole = async (tx: Transaction<Tables>) => {
      await sql.raw(lines).execute(tx)
      await sql`delete from book_entry where subject = ${ids.due} and cause = 'refund-owed'`.execute(tx)
    }
    expect(await after(whole)).toMatchObject([{ kind: 'order-differs', orderNumber: numbers.due }])
  })

  it.each([
    ['refund_fen', 'due', 'refund_fen = refund_fen - 100', ['chargedFen', 'refundFen'], ['refund-rows-differ']],
    ['held_fen', 'held', 'held_fen = 0', ['chargedFen', 'undecidedFen'], []],
    ['copies', 'whole', 'copies_delivered = 2', [], ['charge-differs-from-paper']],
    [
      'copies of which some are held',
      'held',
      'copies_delivered = 1, copies_unclear = 7',
      [],
      ['charge-differs-from-paper'],
    ],
    ['what was paid', 'late', 'paid_fen = paid_fen + 1', ['paidFen', 'undecidedFen'], ['provider-balance-differs']],
    [
      'an outcome that nobody told',
      'ready',
      "state = 'ended', copies_delivered = 3, outcome_by = 'terminal'",
      ['chargedFen', 'undecidedFen'],
      ['charge-differs-from-paper'],
    ],
  ] as const)('finds an order changed: %s', async (_, order, change, figures, others) => {
    const found = await after(`update print_order set ${change} where order_id = '${ids[order]}'`)
    const differing = found.filter(one => one.kind === 'order-differs')
    expect(differing.map(({ orderNumber }) => orderNumber)).toEqual(figures.length > 0 ? [numbers[order]] : [])
    expect(differing.flatMap(one => one.figures.map(({ name }) => name))).toEqual(figures)
    expect(found.filter(one => one.kind !== 'order-differs').map(({ kind }) => kind)).toEqual(others)
  })

  it('finds a refund said to be through that is not, another sum, and one that is gone', async () => {
    const of = `where order_id = '${ids.due}'`
    expect(await after(`update refund set state = 'succeeded' ${of}`)).toMatchObject([
      {
        ...{ kind: 'order-differs', orderNumber: numbers.due },
        figures: [{ name: 'refundedFen', orderFen: 400, booksFen: 0 }],
      },
      { kind: 'provider-balance-differs' },
    ])
    expect(await after(`update refund set refund_fen = 399 ${of}`)).toEqual([
      {
        ...{ kind: 'refund-rows-differ', orderId: ids.due, orderNumber: numbers.due },
        ...{ orderFen: 400, refundRowsFen: 399 },
      },
    ])
    expect(await after(`delete from refund ${of}`)).toMatchObject([{ kind: 'refund-rows-differ', refundRowsFen: 0 }])
  })

  it('finds more given back than was paid', async () => {
    const entry = { subject: ids.short, cause: 'waived', amountFen: 201, reference: 'case' } as const
    const found = await after(tx => post(tx, entry, new Date()))
    expect(found).toMatchObject([
      { kind: 'order-differs', orderNumber: numbers.short },
      { kind: 'refund-beyond-paid', orderNumber: numbers.short, paidFen: 600, refundFen: 601 },
    ])
    expect(saidOf(found[1]!)).toBe(`order ${numbers.short}: 601 fen are given back of 600 fen that were paid`)
  })

  it('finds an entry of an order that is not there, and knows a payment that no order has', async () => {
    const at = new Date()
    const forged = { subject: 'nobody', cause: 'payment-seen', amountFen: 5, reference: 'x' } as const
    expect(await after(tx => post(tx, forged, at))).toMatchObject([
      { kind: 'entry-without-order', cause: 'payment-seen', subject: 'nobody' },
      { kind: 'provider-balance-differs' },
    ])
    const unknown = { subject: 'yz-foreign', amountFen: 500, reference: 'yz-foreign' } as const
    const found = await after(async tx => {
      for (const cause of ['payment-unknown', 'refund-owed', 'refund-paid'] as const)
        await post(tx, { ...unknown, cause }, at)
      await tx
        .insertInto('unclaimed_payment')
        .values({
          ...{ provider: 'wechat-pay', merchant_id: 'm', out_trade_no: 'yz-foreign', answer_fen: 500 },
          ...{ said_by: 'notice', heard_at: at, state: 'over' },
        })
        .execute()
      await tx
        .insertInto('refund')
        .values({
          ...{
            refund_id: 'r',
            order_id: null,
            cause: 'by-hand-decided',
            out_refund_no: 'r-1',
            out_trade_no: 'yz-foreign',
          },
          ...{ provider: 'wechat-pay', merchant_id: 'm', refund_fen: 500, total_fen: 500, state: 'succeeded' },
          created_at: at,
        })
        .execute()
    })
    expect(found).toEqual([])
  })

  it.each([
    ['the payment', 'delete from unclaimed_payment', ['paid', 'charged']],
    ['its answer', "update unclaimed_payment set answer_fen = 700 where state = 'over'", ['paid', 'charged']],
    ['what a person has decided', "update unclaimed_payment set state = 'told'", ['not decided yet']],
    ['its refund', 'delete from refund where order_id is null', ['charged', 'to be paid back', 'paid back']],
    [
      'the sum of its refund',
      'update refund set refund_fen = 1 where order_id is null',
      ['charged', 'to be paid back'],
    ],
    ['its end', "update refund set state = 'accepted', succeeded_at = null where order_id is null", ['paid back']],
  ])('finds of a payment that no order knows %s altered', async (_, alter, figures) => {
    const at = new Date()
    const number = 'yz-of-nobody'
    const of = { subject: number, reference: number } as const
    const unclaimed = { provider: 'wechat-pay', merchant_id: 'm', out_trade_no: number, said_fen: 500 } as const
    const found = await after(async tx => {
      await post(tx, { ...of, cause: 'payment-unknown', amountFen: 500 }, at)
      await post(tx, { ...of, cause: 'refund-owed', amountFen: 300 }, at)
      await post(tx, { ...of, cause: 'refund-paid', amountFen: 300 }, at)
      await post(tx, { ...of, cause: 'charged', amountFen: 200 }, at)
      await tx
        .insertInto('unclaimed_payment')
        .values({ ...unclaimed, said_by: 'notice', heard_at: at, state: 'over', answer_fen: 500 })
        .execute()
      await tx
        .insertInto('refund')
        .values({
          ...{ refund_id: 'of-nobody', order_id: null, cause: 'by-hand-decided', out_refund_no: 'of-nobody-1' },
          ...{ provider: 'wechat-pay', merchant_id: 'm', out_trade_no: number, refund_fen: 300, total_fen: 500 },
          ...{ state: 'succeeded', created_at: at },
        })
        .execute()
      expect((await checkUnclaimed(tx, '', 100)).differences).toEqual([])
      await sql.raw(alter).execute(tx)
    })
    expect(found).toMatchObject([{ kind: 'unclaimed-differs', outTradeNo: number }])
    for (const figure of figures) expect(saidOf(found[0]!)).toContain(figure)
  })

  it('stops when it is told to, and says that it is not whole', async () => {
    const stop = new AbortController()
    stop.abort()
    const heard = { found: () => undefined, progress: () => undefined, signal: stop.signal }
    const checked = await check({ db: store().db, content: NO_FILES, clock: fakeClock() }, heard)
    expect(checked).toEqual({ orders: 0, unclaimed: 0, entries: 0, files: 0, isWhole: false })
  })
})

describeOnStores('yinzheng check of issued files', store => {
  let folder = ''
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'yinzheng-check-'))
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))

  const FILES = 10_000
  const textOf = (nth: number) => `an invented file, number ${nth}`
  const pathOf = (sha256: string) => join(folder, sha256.slice(0, 2), sha256)
  /** Those numbers of documents under which a file was altered, taken away, or replaced by what is no file. */
  const [altered, missing, unreadable, proved] = [17, 4_711, 9_999, 123]

  it('names each of ten thousand that is not as it was issued, and says how far it is', async () => {
    await sql`
      insert into document (document_id, person_id, kind, edition, title_zh, title_en, name_masked_zh, name_masked_en,
        unit_price_fen, document_number, verification_key, state, created_at, issued_at, pages, byte_length, sha256)
      select 'd' || n, 'p', 'transcript', 'zh', '', '', '', '', 0, 'nr-' || n, 'k' || n, 'issued', now(), now(), 1, 1,
        encode(sha256(convert_to('an invented file, number ' || n, 'UTF8')), 'hex')
      from generate_series(1, ${FILES}::integer) as n`.execute(store().db)
    // Half of them are of before every file had a row.
    await sql`
      insert into document_file (sha256, document_id, level, byte_length, stored_at)
      select sha256, document_id, 'B-B', 1, now() from document where substr(document_id, 2)::integer % 2 = 0`.execute(
      store().db,
    )
    // One with proofs was named and never stored.
    const proof = sha256Hex('with proofs')
    await store()
      .db.insertInto('document_file')
      .values({ ...{ sha256: proof, document_id: `d${proved}`, level: 'B-T' }, byte_length: 1, stored_at: new Date() })
      .execute()
    for (let first = 0; first < 256; first++)
      await mkdir(join(folder, first.toString(16).padStart(2, '0')), { recursive: true })
    for (let nth = 1; nth <= FILES; nth++) await writeFile(pathOf(sha256Hex(textOf(nth))), textOf(nth))
    const content = createContentStore(folder)
    // A clock on which each page takes a while.
    let nowMs = 0
    const clock = { monotonic: () => (nowMs += 500) }
    const hash = (nth: number) => sha256Hex(textOf(nth))
    await writeFile(pathOf(hash(altered)), textOf(altered).replace('invented', 'inventeD'))
    await rm(pathOf(hash(missing)))
    await rm(pathOf(hash(unreadable)))
    await mkdir(pathOf(hash(unreadable)))
    const [found, lines] = [[] as Difference[], [] as string[]]
    const heard = {
      found: (one: Difference) => void found.push(one),
      progress: ({ en }: { en: string }) => void lines.push(en),
    }
    const checked = await check({ db: store().db, content, clock }, { ...heard, signal: never })
    const wanted = [
      { kind: 'file-damaged', documentNumber: `nr-${altered}`, sha256: hash(altered) },
      { kind: 'file-missing', documentNumber: `nr-${missing}`, sha256: hash(missing) },
      { kind: 'file-unreadable', documentNumber: `nr-${unreadable}`, sha256: hash(unreadable) },
      { kind: 'file-missing', documentNumber: `nr-${proved}`, sha256: proof },
    ]
    expect(found).toEqual(wanted.sort((a, b) => (a.sha256 < b.sha256 ? -1 : 1)))
    expect(checked).toMatchObject({ files: FILES + 1, isWhole: true })
    expect(lines.length).toBeGreaterThan(5)
    expect(lines.at(-1)).toMatch(/^\d+ files checked$/)
  })
})

/** Three copies at ¥2 each, without free ones, unless said otherwise; what became of each is in its name. */
async function makeOrders<Names extends Record<string, string>>(store: Store, numbers: Names): Promise<Names> {
  const ids: Record<string, string> = {}
  for (const name of Object.keys(numbers)) {
    const world = await createOrderWorld(store)
    const row = await makeOrder(store, world, name)
    Object.assign(numbers, { [name]: row.order_number })
    ids[name] = row.order_id
  }
  return ids as Names
}

async function makeOrder(store: Store, world: OrderWorld, name: string) {
  const { terminalId, visitId, documentId } = world
  const jobId = randomId()
  if (name !== 'free')
    await store.db
      .insertInto('quota_use')
      .values({ quota_key: `ever/*/${world.personId}`, used: 5, last_taken: 0 })
      .execute()
  const copies = name === 'held' ? 8 : 3
  const expectedAmountFen = name === 'free' ? 0 : copies * UNIT_FEN
  await world.orders().open(terminalId, { visitId, documentId, jobId, copies, expectedAmountFen })
  const read = () =>
    store.db.selectFrom('print_order').selectAll().where('job_id', '=', jobId).executeTakeFirstOrThrow()
  const { out_trade_no: outTradeNo } = await read()
  if (outTradeNo !== null && name !== 'late') {
    world.double.pay(outTradeNo)
    await world.notify(outTradeNo)
  }
  const outcome = (copiesDelivered: number, copiesUnclear = 0) =>
    world.orders().reportOutcome(terminalId, jobId, {
      ...{ copiesDelivered, copiesUnclear, sheetsDelivered: copiesDelivered * 2, copies: [], fault: null },
    })
  switch (name) {
    case 'whole':
    case 'free':
      await outcome(3)
      break
    case 'short':
      await outcome(1)
      await world.orders().sweep()
      world.double.endRefunds('succeeded')
      await world.clock.advance(3_600_000)
      await world.orders().sweep()
      break
    case 'due':
      await outcome(1)
      break
    case 'held':
      await outcome(0, 8)
      break
    case 'late':
      await world.orders().close(terminalId, jobId)
      await world.orders().takeNotice(world.double.merchant, {
        kind: 'payment',
        transaction: { outTradeNo: outTradeNo ?? '', state: 'paid', totalFen: 600, transactionId: 'wx', paidAt: null },
      })
      break
    default:
  }
  return read()
}
