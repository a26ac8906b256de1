import { expect, it } from 'vitest'
import { ok } from '../../src/result.ts'
import { createPersonKeys } from './person-keys.ts'

const HOUR_MS = 3_600_000
const clock = { nowMs: 0 }
const keys = createPersonKeys(new Uint8Array(32).fill(7), () => clock.nowMs)
const at = new Date(0)
const heard: unknown[] = []
const { say } = keys.around('person-unknown', {
  say: async (wish: object) => {
    heard.push(wish)
    return ok({
      rows: [{ personId: '2024059009', at }],
      person: { personId: '2024059009' },
      bytes: new Uint8Array(1),
    })
  },
})

it('says people by what nobody reads, wherever they stand in an answer, and hears them by it', async () => {
  const answer = await say({})
  if (!answer.ok) throw new Error('refused')
  expect(JSON.stringify(answer)).not.toContain('2024059009')
  const { rows, person, bytes } = answer.value
  expect([rows[0]?.at, bytes]).toEqual([at, new Uint8Array(1)])
  expect((await say({ which: { personId: person.personId }, reason: 'x' })).ok).toBe(true)
  expect(heard.at(-1)).toEqual({ which: { personId: '2024059009' }, reason: 'x' })
})

it('knows nobody by a number, by what others have sealed, or the day after', async () => {
  const others = createPersonKeys(new Uint8Array(32), () => clock.nowMs)
  const sealed = keys.seal('2024059009')
  for (const personId of [
    '2024059009',
    '',
    others.seal('2024059009'),
    sealed.replace(/^./, first => (first === 'A' ? 'B' : 'A')),
  ])
    expect(await say({ personId }), personId).toEqual({ ok: false, error: 'person-unknown' })
  expect((await say({ personId: sealed })).ok).toBe(true)
  clock.nowMs += 24 * HOUR_MS
  expect((await say({ personId: sealed })).ok).toBe(false)
})
