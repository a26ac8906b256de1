import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { describeOnStores } from '../../tests/peers/stores.ts'
import type { CaseNews } from './cases.ts'
import { createCases } from './create-cases.ts'

const NOW = new Date('2026-11-29T02:00:00Z')
const later = (minutes: number) => new Date(NOW.getTime() + minutes * 60_000)
let subjects = 0
const newsOf = (more: Partial<CaseNews> = {}): CaseNews => ({
  kind: 'copy-unclear',
  subject: `order-${subjects++}`,
  evidence: [{ source: 'printer', atMs: NOW.getTime(), says: 'completed', facts: { impressions: 1 } }],
  ...more,
})

describeOnStores('cases', store => {
  const cases = createCases('Asia/Shanghai')
  const tell = (news: CaseNews, now = NOW) =>
    store()
      .db.transaction()
      .execute(tx => cases.open(tx, news, now))
  const settle = (news: CaseNews, now = NOW) =>
    store()
      .db.transaction()
      .execute(tx => cases.settle(tx, { ...news, evidence: [], because: 'the refund came through' }, now))
  const row = (caseNumber: string) =>
    store().db.selectFrom('open_case').selectAll().where('case_number', '=', caseNumber).executeTakeFirstOrThrow()
  const history = (caseNumber: string) =>
    store().db.selectFrom('case_history').selectAll().where('case_number', '=', caseNumber).orderBy('seq').execute()

  it('are opened once a cause, with a number that can be read out, on the house’s calendar', async () => {
    const news = newsOf({ amountFen: 500, orderId: 'o1', byItself: { what: 'asks again', atMs: later(5).getTime() } })
    const caseNumber = await tell(news, new Date('2026-11-28T16:30:00Z'))
    expect(caseNumber).toMatch(/^C-261129-[0-9A-HJKMNP-TV-Z]{4}$/)
    expect(await tell(news)).toBe(caseNumber)
    expect(await row(caseNumber)).toMatchObject({
      ...{ state: 'open', amount_fen: 500, order_id: 'o1', times_heard: 2, by_itself: 'asks again' },
      by_itself_at: later(5),
    })
    expect((await history(caseNumber)).map(({ step }) => step)).toEqual(['opened', 'evidence'])
  })

  it('say what goes on by itself as it was told last', async () => {
    const byItself = { what: 'asks again', atMs: later(5).getTime() }
    const news = newsOf({ byItself })
    const caseNumber = await tell(news)
    const { byItself: _, ...silent } = news
    await tell(silent)
    expect(await row(caseNumber)).toMatchObject({ by_itself: 'asks again', by_itself_at: later(5) })
    await tell({ ...news, byItself: { what: 'waits for the bill', atMs: null } })
    expect(await row(caseNumber)).toMatchObject({ by_itself: 'waits for the bill', by_itself_at: null })
    await tell({ ...news, byItself: null })
    expect(await row(caseNumber)).toMatchObject({ by_itself: null, by_itself_at: null })
  })

  it('take further evidence in, and what was said before not a second time', async () => {
    const news = newsOf()
    const caseNumber = await tell(news)
    const more = { source: 'provider', atMs: later(1).getTime(), says: 'NOT_ENOUGH', facts: { code: 403 } } as const
    await tell({ ...news, amountFen: 700, evidence: [...news.evidence, more] }, later(1))
    await tell({ ...news, evidence: [{ ...more, atMs: later(9).getTime() }] }, later(9))
    expect(await history(caseNumber)).toMatchObject([
      { step: 'opened' },
      { step: 'evidence', source: 'printer', words: 'completed', said_at: NOW, detail: { impressions: 1 } },
      { step: 'evidence', source: 'provider', words: 'NOT_ENOUGH', said_at: later(1), at: later(1) },
    ])
    expect(await row(caseNumber)).toMatchObject({ times_heard: 3, amount_fen: 700, last_heard_at: later(9) })
  })

  it('hold as much evidence as a person can read, and count the rest', async () => {
    const news = newsOf()
    const parts = Array.from({ length: 600 }, (_, i) => ({ ...news.evidence[0]!, says: `word ${i}` }))
    const caseNumber = await tell({ ...news, evidence: parts })
    expect(await history(caseNumber)).toHaveLength(501)
    await tell({ ...news, evidence: [{ ...news.evidence[0]!, says: 'one more' }] })
    expect(await history(caseNumber)).toHaveLength(501)
    expect(await row(caseNumber)).toMatchObject({ times_heard: 2 })
  })

  it('open whatever a device says', async () => {
    const says = `\0 ${'\ud83d'} \u001b[31m${'字'.repeat(10_000)}`
    const facts = Object.fromEntries(Array.from({ length: 100 }, (_, i) => [`f${i}\0`, i === 0 ? says : i]))
    const evidence = [{ source: 'printer', atMs: Number.NaN, says, facts } as const]
    const [, part] = await history(await tell(newsOf({ evidence })))
    expect(part?.words).toHaveLength(500)
    expect(Object.keys(part?.detail as object)).toHaveLength(30)
    const late = [{ source: 'station', atMs: 9e99, says: 'late' } as const]
    expect(await history(await tell(newsOf({ evidence: late })))).toHaveLength(2)
  })

  it('end by proof, and the same cause opens another that names the former', async () => {
    const news = newsOf({ amountFen: 500 })
    const first = await tell(news)
    await settle(news, later(3))
    expect(await row(first)).toMatchObject({ state: 'ended', ended_at: later(3), by_itself: null })
    expect((await history(first)).at(-1)).toMatchObject({ step: 'ended', words: 'the refund came through' })
    await settle(news, later(4))
    const second = await tell(news, later(5))
    expect(second).not.toBe(first)
    expect(await row(second)).toMatchObject({ state: 'open', former_case: first })
    await settle(news, later(6))
    expect(await row(await tell(news, later(7)))).toMatchObject({ former_case: second })
  })

  it('are one case when the same cause is told many times at once', async () => {
    const news = newsOf()
    const numbers = await Promise.all(Array.from({ length: 8 }, () => tell(news)))
    expect(new Set(numbers).size).toBe(1)
    expect(await row(numbers[0]!)).toMatchObject({ times_heard: 8 })
  })

  it('leave with the transaction of their cause', async () => {
    const news = newsOf()
    const failing = store()
      .db.transaction()
      .execute(async tx => {
        await cases.open(tx, news, NOW)
        throw new Error('the cause was not written')
      })
    await expect(failing).rejects.toThrow('the cause was not written')
    const found = await store().db.selectFrom('open_case').select('state').where('subject', '=', news.subject).execute()
    expect(found).toEqual([])
  })

  it('are told by the audit trail', async () => {
    const news = newsOf({ amountFen: 500 })
    const caseNumber = await tell(news)
    await settle(news)
    const events = await store().db.selectFrom('audit').selectAll().where('subject', '=', caseNumber).execute()
    expect(events).toMatchObject([
      { event: 'case-opened', detail: { kind: 'copy-unclear', about: news.subject, amountFen: 500 } },
      { event: 'case-ended', detail: { kind: 'copy-unclear', how: 'proof' } },
    ])
  })

  describe('can’t vanish: the tables refuse', () => {
    const refuses = async (statement: string, why: string) => {
      const caseNumber = await tell(newsOf())
      const bound = sql.raw(statement.replaceAll('CASE', `'${caseNumber}'`))
      await expect(bound.execute(store().db)).rejects.toThrow(why)
      expect(await row(caseNumber)).toMatchObject({ state: 'open' })
    }
    it.each([
      ['delete from case_history where case_number = CASE', 'never taken back'],
      [`update case_history set words = 'other' where case_number = CASE`, 'never taken back'],
      ['truncate case_history', 'never taken back'],
      ['delete from open_case where case_number = CASE', 'never taken back'],
      ['truncate open_case cascade', 'never taken back'],
      [`update open_case set subject = 'other' where case_number = CASE`, 'stays as it is'],
      [`update open_case set kind = 'bad-print' where case_number = CASE`, 'stays as it is'],
      [`update open_case set case_number = 'C-1' where case_number = CASE`, 'stays as it is'],
      [
        `update open_case set state = 'ended', ended_at = now() where case_number = CASE`,
        'ends with a line in its history',
      ],
      [`update open_case set state = 'under-way' where case_number = CASE`, /check|violates/i as unknown as string],
    ])('%s', refuses)

    it('a change of one that has ended', async () => {
      const news = newsOf()
      const caseNumber = await tell(news)
      await settle(news)
      const db = store().db
      const reopen = sql.raw(`update open_case set state = 'open', ended_at = null where case_number = '${caseNumber}'`)
      await expect(reopen.execute(db)).rejects.toThrow('stays as it is')
      const add = sql.raw(
        `insert into case_history (case_number, at, step, detail) values ('${caseNumber}', now(), 'begun', '{}')`,
      )
      await expect(add.execute(db)).rejects.toThrow('nothing is added')
    })
  })

  it('hear of one room a kind', () => {
    const desk = createCases('Asia/Shanghai')
    desk.hearActs('bad-print', { carryOut: {} })
    expect(() => desk.hearActs('bad-print', { carryOut: {} })).toThrow('two rooms carry out the acts of bad-print')
  })
})
