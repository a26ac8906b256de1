import pino from 'pino'
import { expect, it } from 'vitest'
import { fakeClock } from '../../src/fake-clock.ts'
import { describeOnStores } from '../../tests/peers/stores.ts'
import { HOUSE_TEMPLATES } from '../documents/house-templates.ts'
import { loadKinds } from '../documents/load-kinds.ts'
import { sampleStudent } from '../documents/sample-subjects.ts'
import { createLostCards } from '../people/lost-cards.ts'
import type { PersonId } from '../records/records.ts'
import { createDeskActs } from './desk-acts.ts'
import { listGrants, listHouseApprovals } from './desk-lists.ts'

const TODAY = '2026-11-20'

describeOnStores('what staff write down of people', store => {
  const start = (personId: string, countsByKind: boolean) => {
    const { db } = store()
    const clock = fakeClock()
    const reason = { zh: '待核', en: 'Waiting' }
    const kinds = loadKinds(HOUSE_TEMPLATES).map(kind =>
      kind.kind === 'transcript' ? { ...kind, approval: { set: 'holds', where: {}, reason } } : kind,
    )
    const acts = createDeskActs({
      ...{
        db,
        log: pino({ level: 'silent' }),
        documents: { kinds },
        lostCards: createLostCards(db, new Uint8Array(32)),
      },
      records: {
        person: async asked => (asked === personId ? sampleStudent({ personId: asked }) : null),
        personOfCard: async () => null,
      },
      orders: { countsByKind, runningCount: (id: string, kind: string) => `ever/${kind || '*'}/${id}` },
      ...{ now: () => new Date(clock.now()), today: () => TODAY },
    })
    return { db, acts, id: personId as PersonId }
  }
  const all = (personId: string) => ({ state: 'all', personId, limit: 10 }) as const

  it('takes the word for a kind that waits for one, until its last day', async () => {
    const { db, acts } = start('p-word', false)
    const wish = { personId: 'p-word', kind: 'transcript', note: '同意', lastDay: TODAY }
    expect(await acts.giveApproval(wish, 's')).toEqual({ ok: true, value: {} })
    expect(await acts.giveApproval({ ...wish, kind: 'grade-points' }, 's')).toEqual({
      ok: false,
      error: 'kind-waits-for-nothing',
    })
    const [given] = (await listHouseApprovals(db, all('p-word'), TODAY)).rows
    expect(given).toMatchObject({ kind: 'transcript', isInForce: true, lastDay: TODAY })
    expect((await listHouseApprovals(db, all('p-word'), '2026-11-21')).rows[0]?.isInForce).toBe(false)
    expect(await acts.endApproval(given!.approvalId, 's')).toEqual({ ok: true, value: {} })
    expect(await acts.endApproval(given!.approvalId, 's')).toEqual({ ok: false, error: 'not-there' })
  })

  it('raises the count of a kind where each has its own, and of all where there is one', async () => {
    const { db, acts } = start('p-kind', true)
    const wish = { personId: 'p-kind', kind: null, copies: 2, waiverUntil: null, reason: '补助' }
    expect(await acts.grant(wish, 's')).toEqual({ ok: false, error: 'kind-needed' })
    expect((await acts.grant({ ...wish, kind: 'transcript' }, 's')).ok).toBe(true)
    expect((await acts.grant({ ...wish, waiverUntil: '2026-12-31' }, 's')).ok).toBe(true)
    expect(await acts.grant({ ...wish, waiverUntil: '2026-11-19' }, 's')).toEqual({ ok: false, error: 'day-over' })
    const rows = await db
      .selectFrom('granted_copies')
      .select(['kind', 'raises'])
      .where('person_id', '=', 'p-kind')
      .execute()
    expect(rows).toEqual([
      { kind: 'transcript', raises: 'ever/transcript/p-kind' },
      { kind: null, raises: null },
    ])
    const first = await listGrants(db, { ...all('p-kind'), limit: 1 }, TODAY)
    const second = await listGrants(db, { ...all('p-kind'), limit: 1, after: first.next! }, TODAY)
    expect([first.rows, second.rows].flat()).toHaveLength(2)
    expect(new Set([first.rows[0]?.grantId, second.rows[0]?.grantId]).size).toBe(2)
    expect(second.next).toBeNull()
    expect((await listGrants(db, { ...all('p-kind'), after: 'nonsense' }, TODAY)).rows).toHaveLength(2)
  })

  it('has a card refused that nobody is known to hold', async () => {
    const { db, acts } = start('p-card', false)
    const lost = await acts.reportLost({ which: { card: '04:ab:cd:99' }, reason: '捡到' }, 's')
    expect(lost.ok).toBe(true)
    const row = await db.selectFrom('lost_card').select(['person_id', 'card_masked']).orderBy('reported_at').execute()
    expect(row).toContainEqual({ person_id: null, card_masked: '****CD99' })
  })
})
