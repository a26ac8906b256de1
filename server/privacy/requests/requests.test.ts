import { randomBytes } from 'node:crypto'
import { expect, it } from 'vitest'
import { fakeClock } from '../../../src/fake-clock.ts'
import { err, ok } from '../../../src/result.ts'
import { describeOnStores } from '../../../tests/peers/stores.ts'
import { createSealedTokens } from '../../ground/sealed-token.ts'
import type { Letter } from '../../mail/mail.ts'
import { remindOfRequests } from './remind.ts'
import {
  addRequest,
  daysLeft,
  endRequest,
  listRequests,
  type NewRequest,
  type RequestRow,
  whoAsks,
} from './requests.ts'

const HOUSE = {
  ...{ name: { zh: '示范大学', en: 'Model University' }, payeeName: '示范大学', helpPhone: '010-0000 0000' },
  ...{ timeZone: 'Asia/Shanghai', publicBaseUrl: 'https://print.example.edu.cn' },
}
const DAY_MS = 24 * 3_600_000
/** A Tuesday there. */
const TUESDAY = Date.parse('2026-12-01T02:00:00Z')
const WANG = '王芳, wang@example.com'

describeOnStores('a request about personal data', store => {
  const start = (nowMs = TUESDAY) => {
    const clock = fakeClock(nowMs)
    const posted: Letter[] = []
    const mail = {
      sends: { letters: true, texts: false },
      post: async (_: unknown, letter: Letter) => {
        posted.push(letter)
        return ok('message')
      },
    }
    const parts = { db: store().db, clock, tokens: createSealedTokens(randomBytes(32)), timeZone: HOUSE.timeZone }
    const remind = (mailTo: string | null = 'office@example.edu.cn') =>
      remindOfRequests({ ...parts, house: HOUSE, mail, mailTo })
    const add = async (more: Partial<NewRequest> = {}) => {
      const added = await addRequest(parts, {
        ...{
          kind: 'access' as const,
          channel: 'paper' as const,
          who: WANG,
          receivedOn: '2026-12-01',
          by: 'Li (li)',
          ...more,
        },
      })
      return added.ok ? added.value : added.error
    }
    return { clock, posted, parts, remind, add }
  }
  const clear = () => store().db.deleteFrom('privacy_request').execute()

  it('is to be ended within fifteen working days from the day it came, whenever it was entered', async () => {
    const { parts, add } = start()
    const row = (await add()) as RequestRow
    // Three weeks of five days, to the last moment of that day there.
    expect(row.due_at.toISOString()).toBe('2026-12-22T15:59:59.999Z')
    expect(daysLeft(row, new Date(TUESDAY), HOUSE.timeZone)).toBe(21)
    expect(daysLeft(row, new Date('2026-12-22T15:59:59Z'), HOUSE.timeZone)).toBe(0)
    expect(daysLeft(row, new Date('2026-12-22T16:00:00Z'), HOUSE.timeZone)).toBe(-1)
    // On a Saturday it begins on Monday.
    expect(((await add({ receivedOn: '2026-11-28' })) as RequestRow).due_at.toISOString()).toBe(
      '2026-12-18T15:59:59.999Z',
    )
    const stored = JSON.stringify(await store().db.selectFrom('privacy_request').selectAll().execute())
    expect(stored).not.toContain('wang@')
    expect(whoAsks(parts, row)).toBe(WANG)
    await clear()
  })

  it('is refused with a day of the future or none, and without who asks', async () => {
    const { add } = start()
    for (const receivedOn of ['2026-12-02', '2026-02-30', '1.12.2026', '2024-01-01', ''])
      expect(await add({ receivedOn })).toBe('day-wrong')
    expect(await add({ who: ' \n' })).toBe('who-missing')
    expect(await listRequests(start().parts, true)).toEqual([])
  })

  it('is told of three working days before, once, and once more when it is late; not on a Sunday', async () => {
    const { clock, posted, remind, add } = start()
    const row = (await add()) as RequestRow
    await remind()
    expect(posted).toEqual([])
    await clock.advance(Date.parse('2026-12-18T02:00:00Z') - TUESDAY)
    await remind(null)
    await Promise.all([remind(), remind()])
    await remind()
    expect(posted.map(({ text }) => text.includes(row.request_number))).toEqual([true])
    expect(JSON.stringify(posted)).not.toContain('wang@')
    await clock.advance(4 * DAY_MS + 14 * 3_600_000 - 1)
    await remind()
    expect(posted).toHaveLength(1)
    await clock.advance(1)
    await remind()
    await remind()
    expect(posted.map(({ text }) => text.includes('was due'))).toEqual([false, true])
    await clear()
    const sunday = start(Date.parse('2026-12-20T02:00:00Z'))
    await sunday.add()
    await sunday.remind()
    expect(sunday.posted).toEqual([])
    await clear()
  })

  it('ends once, with an outcome; a refusal says why', async () => {
    const { parts, add } = start()
    const { request_number: number } = (await add()) as RequestRow
    const by = 'Li (li)'
    expect(await endRequest(parts, number, { outcome: 'refused', reason: ' ', by })).toEqual(err('reason-missing'))
    expect(await endRequest(parts, 'P-261201-0000', { outcome: 'done', reason: null, by })).toEqual(err('unknown'))
    const two = await Promise.all([1, 2].map(() => endRequest(parts, number, { outcome: 'done', reason: null, by })))
    expect(two.map(one => (one.ok ? 'ended' : one.error)).toSorted()).toEqual(['ended', 'over'])
    expect(await listRequests(parts, false)).toEqual([])
    expect(await listRequests(parts, true)).toHaveLength(1)
    await clear()
  })
})
