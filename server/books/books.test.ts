import fc from 'fast-check'
import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { describeOnStores } from '../../tests/peers/stores.ts'
import { randomId } from '../ground/random-id.ts'
import { ACCOUNTS, CAUSES, type EntryCause } from './accounts.ts'
import { balanceOf, balances, movedOn } from './balances.ts'
import { type Entry, post } from './entry.ts'

const at = new Date('2026-11-22T04:00:00Z')
const causes = Object.keys(CAUSES) as EntryCause[]

describe('accounts and causes', () => {
  it('have a sentence each, and a cause moves between two accounts', () => {
    for (const [name, what] of Object.entries(ACCOUNTS)) expect(what, name).toMatch(/^[A-Z].{10,}\.$/)
    for (const [name, { what, from, to }] of Object.entries(CAUSES)) {
      expect(what, name).toMatch(/^[A-Z].{10,}\.$/)
      expect(from, name).not.toBe(to)
    }
  })
})

describeOnStores('the books', store => {
  const enter = (entries: Entry | readonly Entry[], now = at) =>
    store()
      .db.transaction()
      .execute(tx => post(tx, entries, now))

  it('hold what was entered, each thing once, however often it is said', async () => {
    const subject = randomId()
    const paid: Entry = { subject, cause: 'payment-seen', amountFen: 1_400, reference: `yz${subject}` }
    const outcome: Entry[] = [
      { subject, cause: 'charged', amountFen: 400, reference: '261122-A' },
      { subject, cause: 'refund-owed', amountFen: 1_000, reference: 'not-delivered' },
    ]
    expect(await enter(paid)).toBe(1)
    expect(await balanceOf(store().db, subject)).toMatchObject({ provider: 1_400, visitor: -1_400, university: 0 })
    expect(await enter(outcome)).toBe(2)
    expect(await enter([paid, ...outcome])).toBe(0)
    expect(await balanceOf(store().db, subject)).toEqual({
      ...{ provider: 1_400, visitor: 0, university: -400, 'given-back': -1_000, 'by-hand': 0, lost: 0 },
    })
    await enter({ subject, cause: 'refund-paid', amountFen: 1_000, reference: 'r-1' })
    expect(await balanceOf(store().db, subject)).toMatchObject({ provider: 400, 'given-back': 0 })
  })

  it('refuse the same thing with another amount, and what is no amount, and the whole change with it', async () => {
    const subject = randomId()
    const paid: Entry = { subject, cause: 'payment-seen', amountFen: 100, reference: 'n' }
    await enter(paid)
    await expect(
      enter([
        { ...paid, reference: 'other' },
        { ...paid, amountFen: 101 },
      ]),
    ).rejects.toThrow(/100 fen/)
    for (const amountFen of [0, -1, 1.5, Number.NaN])
      await expect(enter({ ...paid, amountFen, reference: 'bad' })).rejects.toThrow('no amount')
    expect(await balanceOf(store().db, subject)).toMatchObject({ provider: 100, visitor: -100 })
  })

  it('take the same entry once when two say it at the same moment', async () => {
    const subject = randomId()
    const paid: Entry = { subject, cause: 'payment-seen', amountFen: 700, reference: 'n' }
    const added = await Promise.all(Array.from({ length: 8 }, () => enter(paid)))
    expect(added.reduce((sum, n) => sum + n, 0)).toBe(1)
    expect(await balanceOf(store().db, subject)).toMatchObject({ provider: 700 })
  })

  it('cannot be changed or emptied', async () => {
    const { db } = store()
    await enter({ subject: randomId(), cause: 'payment-seen', amountFen: 1, reference: 'n' })
    for (const change of [
      'update book_entry set subject = subject',
      'update book_line set amount_fen = amount_fen + 1',
      'delete from book_line',
      'delete from book_entry',
      'truncate book_entry, book_line',
      'truncate book_line',
    ])
      await expect(sql.raw(change).execute(db), change).rejects.toThrow(/append-only/)
  })

  const raw = (lines: string, into = 'new') =>
    store()
      .db.transaction()
      .execute(async tx => {
        const made = await sql<{ entry_id: string }>`
          insert into book_entry (subject, cause, reference, at)
          values (${into}, 'payment-seen', 'raw', ${at}) returning entry_id`.execute(tx)
        const id = String(made.rows[0]?.entry_id)
        if (lines !== '') await sql.raw(`insert into book_line values ${lines.replaceAll('$id', id)}`).execute(tx)
      })

  it.each([
    ['has no lines', ''],
    ['has one line', "($id, 'provider', 5)"],
    ['does not make nought', "($id, 'provider', 5), ($id, 'visitor', -4)"],
    ['does not make nought over three accounts', "($id, 'provider', 5), ($id, 'visitor', -4), ($id, 'university', -2)"],
  ])('refuse, at the commit, an entry that %s', async (_, lines) => {
    const subject = randomId()
    await expect(raw(lines, subject)).rejects.toThrow(/out of balance/)
    expect(await store().db.selectFrom('book_entry').where('subject', '=', subject).execute()).toEqual([])
  })

  it('take an entry over three accounts that makes nought, and refuse one more line for it later', async () => {
    const subject = randomId()
    await raw("($id, 'provider', 5), ($id, 'visitor', -3), ($id, 'university', -2)", subject)
    expect(await balanceOf(store().db, subject)).toMatchObject({ provider: 5, visitor: -3, university: -2 })
    const later = sql`insert into book_line select entry_id, 'by-hand', 1 from book_entry where subject = ${subject}`
    await expect(later.execute(store().db)).rejects.toThrow(/out of balance/)
  })

  it('say what has moved on a day of the house, by the clock on its wall', async () => {
    // 23:59:59.999 on the 3rd and midnight of the 4th in Shanghai.
    const [before, behind] = [new Date('2031-03-03T15:59:59.999Z'), new Date('2031-03-03T16:00:00Z')]
    const subject = randomId()
    await enter({ subject, cause: 'payment-seen', amountFen: 30, reference: 'a' }, before)
    await enter({ subject, cause: 'payment-seen', amountFen: 50, reference: 'b' }, behind)
    await enter({ subject, cause: 'payment-seen', amountFen: 4, reference: 'c' }, behind)
    const { db } = store()
    expect(await movedOn(db, 'Asia/Shanghai', '2031-03-03')).toEqual([
      { cause: 'payment-seen', account: 'provider', fen: 30, entries: 1 },
      { cause: 'payment-seen', account: 'visitor', fen: -30, entries: 1 },
    ])
    expect(await movedOn(db, 'Asia/Shanghai', '2031-03-04')).toEqual([
      { cause: 'payment-seen', account: 'provider', fen: 54, entries: 2 },
      { cause: 'payment-seen', account: 'visitor', fen: -54, entries: 2 },
    ])
    expect(await movedOn(db, 'Asia/Shanghai', '2031-03-05')).toEqual([])
    const [earlier, later] = [await balances(db, behind), await balances(db)]
    expect(later.provider - earlier.provider).toBe(54)
  })

  const entry = fc.record({
    subject: fc.constantFrom('a', 'b', 'c'),
    cause: fc.constantFrom(...causes),
    amountFen: fc.integer({ min: 1, max: 100_000 }),
    reference: fc.constantFrom('1', '2'),
  })
  it('balance after any entries, and hold the first word of each', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(entry, { minLength: 1, maxLength: 4 }), { maxLength: 12 }), async batches => {
        const run = randomId()
        const first = new Map<string, Entry>()
        for (const batch of batches) {
          const entries = batch.map(one => ({ ...one, subject: `${run}-${one.subject}` }))
          const known = new Map(first)
          const isRefused = entries.some(one => {
            const key = `${one.subject} ${one.cause} ${one.reference}`
            const before = known.get(key)
            known.set(key, before ?? one)
            return before !== undefined && before.amountFen !== one.amountFen
          })
          const entered = enter(entries)
          if (isRefused) await expect(entered).rejects.toThrow(/is in the books with/)
          else {
            expect(await entered).toBe(known.size - first.size)
            for (const [key, value] of known) first.set(key, value)
          }
        }
        for (const letter of ['a', 'b', 'c']) {
          const subject = `${run}-${letter}`
          const found = await balanceOf(store().db, subject)
          const wanted = Object.fromEntries(Object.keys(ACCOUNTS).map(account => [account, 0]))
          for (const one of first.values()) {
            if (one.subject !== subject) continue
            const { from, to } = CAUSES[one.cause]
            wanted[to] = (wanted[to] ?? 0) + one.amountFen
            wanted[from] = (wanted[from] ?? 0) - one.amountFen
          }
          expect(found).toEqual(wanted)
          expect(Object.values(found).reduce((sum, fen) => sum + fen, 0)).toBe(0)
        }
      }),
      { numRuns: 30 },
    )
  })
})
