import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createOrderWorld, type OrderWorld } from '../../tests/peers/order-world.ts'
import { describeOnStores } from '../../tests/peers/stores.ts'
import { createCases } from '../cases/create-cases.ts'
import { casesCommands } from '../cases/run-commands.ts'
import { createContentStore, sha256Hex } from '../ground/store/content-store.ts'
import { booksCommands } from './run-commands.ts'

const RUN = { progress: () => undefined, signal: new AbortController().signal }
const HOUSE = {
  ...{ timeZone: 'Asia/Shanghai', name: { zh: '', en: '' }, payeeName: '', helpPhone: '', publicBaseUrl: '' },
}
const FILE = 'an invented file'
const SHA256 = sha256Hex(FILE)

describeOnStores('the commands of the books', store => {
  let folder = ''
  let world: OrderWorld
  let commands: ReturnType<typeof booksCommands>
  const path = () => join(folder, SHA256.slice(0, 2), SHA256)
  const said = (...flags: string[]) => ({ positionals: [], texts: {}, flags })
  const openCases = () =>
    store()
      .db.selectFrom('open_case')
      .select(['kind', 'subject', 'order_id', 'state', 'times_heard'])
      .orderBy('opened_at')
      .orderBy('kind')
      .execute()

  const byHand = (...flags: string[]) =>
    commands['by-hand']({ texts: { month: '2026-11' }, positionals: [], flags }, { ...RUN, language: 'zh' })

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'yinzheng-books-'))
    world = await createOrderWorld(store())
    const { db } = store()
    await db.updateTable('document').set({ sha256: SHA256 }).execute()
    const ground = { db, content: createContentStore(folder), clock: world.clock, house: HOUSE }
    commands = booksCommands(ground, createCases('Asia/Shanghai'))
    await mkdir(join(folder, SHA256.slice(0, 2)))
    await writeFile(path(), FILE)
    const { terminalId, visitId, documentId } = world
    await db
      .insertInto('quota_use')
      .values({ quota_key: `ever/*/${world.personId}`, used: 5, last_taken: 0 })
      .execute()
    await world.orders().open(terminalId, { visitId, documentId, jobId: 'job', copies: 3, expectedAmountFen: 600 })
    const { out_trade_no: outTradeNo } = await db.selectFrom('print_order').selectAll().executeTakeFirstOrThrow()
    world.double.pay(outTradeNo ?? '')
    await world.notify(outTradeNo ?? '')
    await world.orders().reportOutcome(terminalId, 'job', {
      ...{ copiesDelivered: 2, copiesUnclear: 0, sheetsDelivered: 4, copies: [], fault: null },
    })
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))

  it('check: nothing differs, in words and as JSON, and no case is opened', async () => {
    expect(await commands.check(said(), RUN)).toEqual({
      ...{ exit: 0, text: '1 orders, 3 entries of the books and 1 files were checked: nothing differs' },
    })
    expect(await commands.check(said('json'), RUN)).toEqual({
      ...{
        exit: 0,
        value: { orders: 1, unclaimed: 0, entries: 3, files: 1, isWhole: true, differing: 0, differences: [] },
      },
    })
    expect(await openCases()).toEqual([])
  })

  it('check: what differs is named, is a case until it differs no longer, and is told again in the same case', async () => {
    const order = await store().db.selectFrom('print_order').selectAll().executeTakeFirstOrThrow()
    await sql`update print_order set refund_fen = 100`.execute(store().db)
    await writeFile(path(), FILE.replace('invented', 'Invented'))
    const found = await commands.check(said(), RUN)
    expect(found.exit).toBe(1)
    expect(found.text?.split('\n')).toEqual([
      `order ${order.order_number}: charged ¥5.00, by the books ¥4.00; to be paid back ¥1.00, by the books ¥2.00`,
      `order ${order.order_number}: to be paid back ¥1.00, by its refunds ¥2.00`,
      `document ${world.documentId}: its file ${SHA256} is not what was issued`,
      'Each is a case: yinzheng cases list --config FILE',
      '1 orders, 3 entries of the books and 1 files were checked: 3 differ',
    ])
    const about = [
      { kind: 'books-differ', subject: order.order_id, order_id: order.order_id },
      { kind: 'issued-file-damaged', subject: SHA256, order_id: null },
    ]
    const inChinese = await commands.check(said(), { ...RUN, language: 'zh' })
    expect(inChinese.text?.split('\n')).toEqual([
      `订单 ${order.order_number}：计费 ¥5.00，账簿上是 ¥4.00；应退 ¥1.00，账簿上是 ¥2.00`,
      `订单 ${order.order_number}：应退 ¥1.00，其退款合计 ¥2.00`,
      `文件 ${world.documentId}：存档 ${SHA256} 与出具时不一样`,
      '各处不符都是事项：yinzheng cases list --config FILE',
      '核对了订单 1 个、分录 3 笔、文件 1 份：3 处不符',
    ])
    expect(await openCases()).toMatchObject(about.map(one => ({ ...one, state: 'open' })))

    const again = await commands.check(said('json'), RUN)
    expect(again).toMatchObject({ exit: 1, value: { differing: 3, differences: [{ kind: 'order-differs' }, {}, {}] } })
    expect(await openCases()).toHaveLength(2)

    await writeFile(path(), FILE)
    expect((await commands.check(said(), RUN)).exit).toBe(1)
    expect((await openCases()).map(({ kind, state }) => `${kind} ${state}`)).toEqual([
      ...['books-differ open', 'issued-file-damaged ended'],
    ])
    await sql`update print_order set refund_fen = 200`.execute(store().db)
    expect((await commands.check(said(), RUN)).exit).toBe(0)
    expect((await openCases()).map(({ state }) => state)).toEqual(['ended', 'ended'])
  })

  it('check: one that is stopped is not whole, and ends no case', async () => {
    await rm(path())
    expect((await commands.check(said(), RUN)).exit).toBe(1)
    await writeFile(path(), FILE)
    const stopped = await commands.check(said(), { ...RUN, signal: AbortSignal.abort() })
    expect(stopped).toMatchObject({ exit: 1, text: expect.stringMatching(/then it was stopped$/) })
    expect((await openCases()).filter(({ state }) => state === 'open')).toHaveLength(1)
    expect((await commands.check(said(), RUN)).exit).toBe(0)
  })

  it('check: a lost disk is a hundred cases at most, and all of it is said', async () => {
    await sql`
      insert into document_file (sha256, document_id, level, byte_length, stored_at)
      select encode(sha256(convert_to(n::text, 'UTF8')), 'hex'), ${world.documentId}::text, 'B-T', 1, now()
      from generate_series(1, 150) as n`.execute(store().db)
    const lost = await commands.check(said(), RUN)
    expect(lost.text?.split('\n').filter(line => line.includes('is missing'))).toHaveLength(150)
    expect(lost.text).toContain('50 of them have no case of their own')
    expect((await openCases()).filter(({ state }) => state === 'open')).toHaveLength(100)
    await sql`delete from document_file`.execute(store().db)
  })

  it('statement: for people, for programs and for spreadsheets', async () => {
    const month = { texts: { month: '2026-11' }, positionals: [] }
    expect(await commands.statement({ ...month, flags: [] }, RUN)).toMatchObject({
      ...{ exit: 0, text: expect.stringMatching(/ties to the books\./) },
    })
    expect(await commands.statement({ ...month, flags: ['json'] }, RUN)).toMatchObject({
      ...{ exit: 0, value: { ties: true, total: { receivedFen: 600, chargedFen: 400, owedAtEndFen: 200 } } },
    })
    expect(await commands.statement({ ...month, flags: ['csv'] }, RUN)).toMatchObject({
      ...{ exit: 0, text: expect.stringMatching(/^\ufeffmonth,kiosk,kiosk id,/) },
    })
  })

  it('by-hand: the cash book of a month, with who, whom, why and a sum that is the account in the books', async () => {
    const { db } = store()
    const worked = casesCommands({ db, clock: world.clock, house: HOUSE, isServing: true }, world.cases, {
      cases: { fourEyesAboveFen: 100 },
    })
    const order = await db.selectFrom('print_order').selectAll().executeTakeFirstOrThrow()
    const caseNumber = await db
      .transaction()
      .execute(tx =>
        world.cases.open(
          tx,
          { kind: 'bad-print', subject: order.order_id, orderId: order.order_id, amountFen: 200, evidence: [] },
          new Date(world.clock.now()),
        ),
      )
    const act = { by: '王芳', reason: '有黑条; 现金', 'amount-fen': '200' }
    const asked = await worked.act(
      { positionals: [caseNumber, 'refunded-by-hand'], texts: { ...act, reference: '现金收据-31' }, flags: [] },
      RUN,
    )
    expect(asked).toMatchObject({ exit: 0 })
    expect((await byHand('json')).value).toMatchObject({ refunds: [], sumFen: 0, ties: true })
    expect(await worked.agree({ positionals: [caseNumber], texts: { by: '李伟' }, flags: [] }, RUN)).toMatchObject({
      exit: 0,
    })
    const book = await byHand('json')
    expect(book).toMatchObject({
      ...{ exit: 0 },
      value: {
        ...{ month: '2026-11', isOver: false, sumFen: 200, cameBackFen: 0, atStartFen: 0, atEndFen: 200, ties: true },
        refunds: [
          {
            ...{ amountFen: 200, orderNumber: order.order_number, outTradeNo: order.out_trade_no, caseNumber },
            ...{ by: '王芳', agreedBy: '李伟', reference: '现金收据-31', reason: '有黑条; 现金', isPaidTwice: false },
          },
        ],
      },
    })
    expect(
      (await commands.statement({ texts: { month: '2026-11' }, positionals: [], flags: ['json'] }, RUN)).value,
    ).toMatchObject({
      total: { refundedByHandFen: 200 },
    })
    const csv = (await byHand('csv')).text?.split('\r\n') ?? []
    expect(csv[0]).toBe(
      '\ufeff月份,时间,订单号,金额(元),经手人,同意人,凭证号,原因,支付方是否又退了一次,事项编号,商户订单号',
    )
    expect(csv[1]).toMatch(
      new RegExp(`,${order.order_number},2\\.00,王芳,李伟,现金收据-31,有黑条; 现金,否,${caseNumber},`),
    )
    // The sum is no row among them: a spreadsheet would count it twice.
    expect(csv).toHaveLength(2)
    const { text = '' } = await byHand()
    expect(text).toMatch(/^2026-11（未完，截至 2026-11-18 19:\d\d） 人工退款。时间均为北京时间（Asia\/Shanghai）。\n/)
    expect(text).toMatch(
      /账簿科目“人工退款”：期初 0\.00，加：本期人工退款 2\.00，减：退回本校 0\.00，期末 2\.00。合计与账簿相符。$/,
    )
    const none = await commands['by-hand']({ texts: { month: '2026-09' }, positionals: [], flags: [] }, RUN)
    expect(none.text).toMatch(/^2026-09, refunded by hand\./)
    expect(none.text).toContain('Nothing was refunded by hand.')
  })

  it('by-hand: while a case says that the bill has the refund as well, that is to be looked at and not a no', async () => {
    const { db } = store()
    const refundIn = (state: 'paid-by-hand' | 'due') =>
      db.selectFrom('refund').selectAll().where('state', '=', state).executeTakeFirstOrThrow()
    const refund = await refundIn('paid-by-hand')
    const cause = { kind: 'refund-differs', subject: refund.out_refund_no } as const
    const now = () => new Date(world.clock.now())
    const about = { ...cause, orderId: refund.order_id, amountFen: 200, evidence: [] }
    const caseNumber = await db.transaction().execute(tx => world.cases.open(tx, about, now()))
    const refunds = async () => ((await byHand('json')).value as { refunds: object[] }).refunds
    expect(await refunds()).toMatchObject([{ isPaidTwice: false, doubtCase: caseNumber }])
    expect((await byHand('csv')).text?.split('\r\n')[1]).toContain(`,待查 ${caseNumber},`)
    const month = { texts: { month: '2026-11' }, positionals: [], flags: [] }
    expect((await commands['by-hand'](month, RUN)).text).toContain(`  to be looked at: ${caseNumber}  `)
    await db.transaction().execute(tx => world.cases.settle(tx, { ...cause, because: 'by a test' }, now()))
    expect(await refunds()).toMatchObject([{ isPaidTwice: false, doubtCase: null }])
    expect((await byHand('csv')).text?.split('\r\n')[1]).toContain(',否,')
    // A case of another refund of the same order says nothing of this one.
    const other = { ...about, subject: (await refundIn('due')).out_refund_no }
    await db.transaction().execute(tx => world.cases.open(tx, other, now()))
    expect(await refunds()).toMatchObject([{ doubtCase: null }])
  })

  it('by-hand: what came back to the university is taken off, and the line adds up as it is written', async () => {
    const { db } = store()
    await sql`
      with entry as (
        insert into book_entry (subject, cause, reference, at) values ('R-1', 'refund-returned', 'r-1', '2026-11-18T11:30:00Z') returning entry_id
      )
      insert into book_line (entry_id, account, amount_fen)
      select entry_id, account, fen from entry cross join (values ('by-hand', 300), ('provider', -300)) as l (account, fen)`.execute(
      db,
    )
    expect(await byHand('json')).toMatchObject({
      exit: 0,
      value: { atStartFen: 0, sumFen: 200, cameBackFen: 300, atEndFen: -100, ties: true },
    })
    expect((await byHand()).text).toMatch(
      /期初 0\.00，加：本期人工退款 2\.00，减：退回本校 3\.00，期末 -1\.00。合计与账簿相符。$/,
    )
    const { text } = await commands['by-hand']({ texts: { month: '2026-11' }, positionals: [], flags: [] }, RUN)
    expect(text).toMatch(
      /0\.00 at the start, plus 2\.00 refunded by hand, less 3\.00 that came back to the university, -1\.00 at the end\. It ties to the books\.$/,
    )
  })

  it.each([
    [{ month: '2026-13' }, []],
    [{ month: '2026-1' }, []],
    [{ month: '2026-11' }, ['csv', 'json']],
  ])('statement: %j %j is wrong use', async (texts, flags) => {
    expect(await commands.statement({ positionals: [], texts, flags }, RUN)).toMatchObject({ exit: 2 })
  })

  it.each(['statement', 'bridge', 'by-hand'] as const)('%s: a month that has not begun is wrong use', async verb => {
    const ask = (month: string, language: 'zh' | 'en') =>
      commands[verb]({ positionals: [], texts: { month }, flags: [] }, { ...RUN, language })
    expect(await ask('2027-03', 'zh')).toEqual({ exit: 2, message: '--month：这个月还没有开始' })
    expect(await ask('2026-12', 'en')).toEqual({ exit: 2, message: '--month: this month has not begun' })
    expect(await ask('2026-11', 'en')).not.toMatchObject({ exit: 2 })
  })
})
