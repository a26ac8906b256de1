import pino from 'pino'
import { expect, it } from 'vitest'
import { NOTABLE_PEOPLE } from '../../demo/university/notable.ts'
import type { CardUid } from '../../src/contract/ids.ts'
import { fakeClock } from '../../src/fake-clock.ts'
import { unwrap } from '../../src/result.ts'
import { inForceOf } from '../../tests/peers/in-force.ts'
import { createIssuerDouble } from '../../tests/peers/issuer-double.ts'
import { describeOnStores } from '../../tests/peers/stores.ts'
import { randomId } from '../ground/random-id.ts'
import { findPerson } from '../identity/find-person.ts'
import { createVisits } from '../identity/visits.ts'
import type { Records } from '../records/records.ts'
import type { VisitorParts } from './visitor-parts.ts'
import { identify, revisit } from './visitors.ts'

const { person } = NOTABLE_PEOPLE[0]!
const MEANS = { kind: 'campus-card', uid: '04A1B2C3' as CardUid } as const
const MINUTE_MS = 60_000

describeOnStores('a card that the card office calls lost', store => {
  const open = async () => {
    const { db } = store()
    const clock = fakeClock()
    const terminalId = randomId()
    const names = { name_zh: '三号机', name_en: 'Kiosk 3', place_zh: '图书馆', place_en: 'Library' }
    const terminal = { ...names, public_key: terminalId, state: 'active', enrolled_at: new Date(clock.now()) } as const
    await db
      .insertInto('terminal')
      .values({ ...terminal, terminal_id: terminalId })
      .execute()
    const office = { lost: false }
    const records: Records = {
      personOfCard: async () => ({ person, lost: office.lost }),
      peopleOfIdNumber: async () => [],
      peopleOfNumber: async () => [],
      person: async () => person,
      studyRecord: async () => null,
    }
    const parts: VisitorParts = {
      ...{ records, clock, log: pino({ level: 'silent' }), documents: createIssuerDouble().documents },
      collected: { look: async () => null, take: async () => false },
      approved: { open: async (_, offers) => offers.map(offer => ({ ...offer, approved: null })) },
      approvals: { sayAtKiosk: async (_, offers) => offers.map(offer => ({ ...offer, approval: null })) },
      errandsOf: async () => [],
      notice: { owedBy: async () => null, agree: async () => false },
      identity: { visits: createVisits(db, clock), find: means => findPerson(records, means), pins: null },
      freeCopiesLeft: async () => 4,
      hasReprintCode: async () => false,
      ...{ madeInVisit: async () => [], settings: inForceOf({ freeCopies: 5 }) },
    }
    const begin = () => identify(parts, terminalId, MEANS)
    const use = async (visitId: string) => {
      const answer = await revisit(parts, terminalId, visitId as never)
      return answer.ok ? 'open' : answer.error.code
    }
    return { office, clock, begin, use }
  }
  const visitIn = (answer: Awaited<ReturnType<typeof identify>>) => {
    const known = unwrap(answer)
    if ('registers' in known) throw new Error('one register was expected')
    return known.visitId
  }

  it('begins nothing from that moment on', async () => {
    const { office, begin } = await open()
    visitIn(await begin())
    office.lost = true
    expect(await begin()).toMatchObject({ ok: false, error: { code: 'card-lost' } })
    office.lost = false
    expect((await begin()).ok).toBe(true)
  })

  it('has ended ten minutes later what was open then, however busily it was used', async () => {
    const { office, clock, begin, use } = await open()
    const visitId = visitIn(await begin())
    office.lost = true
    await clock.advance(4 * MINUTE_MS)
    expect(await use(visitId)).toBe('open')
    await clock.advance(4 * MINUTE_MS)
    expect(await use(visitId)).toBe('open')
    await clock.advance(2 * MINUTE_MS - 1)
    expect(await use(visitId)).toBe('open')
    await clock.advance(1)
    expect(await use(visitId)).toBe('visit-expired')
    expect(await begin()).toMatchObject({ ok: false, error: { code: 'card-lost' } })
  })
})
