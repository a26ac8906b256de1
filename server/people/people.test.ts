import { expect, it } from 'vitest'
import { fakeClock } from '../../src/fake-clock.ts'
import { describeOnStores } from '../../tests/peers/stores.ts'
import { sampleStudent } from '../documents/sample-subjects.ts'
import { dayIn } from '../ground/local-day.ts'
import type { Person, PersonId, Records } from '../records/records.ts'
import { erasePeople } from './erase-people.ts'
import { placeHold } from './holds.ts'
import { createLostCards } from './lost-cards.ts'
import { endApproval, endHold, giveApproval } from './people.ts'
import { withHouse } from './with-house.ts'

const BY = { staffId: 'somebody' }
const DAY_MS = 24 * 3_600_000
const aboutOf = (personId: string) => ({ personId, nameMasked: { zh: '张*', en: 'Z****' }, numberMasked: '***1' })
const REASON = { zh: '图书未还', en: 'Books are not returned' }

describeOnStores('what the house writes down of people', store => {
  const start = (id: string) => {
    const { db } = store()
    const clock = fakeClock()
    const now = () => new Date(clock.now())
    const today = () => dayIn('Asia/Shanghai', now())
    const person: Person = sampleStudent({ personId: id as PersonId })
    const university: Records = {
      personOfCard: async uid => (uid.startsWith('04A1') ? { person, lost: false } : null),
      peopleOfIdNumber: async () => [person],
      peopleOfNumber: async () => [person],
      person: async asked => (asked === id ? person : null),
      studyRecord: async () => null,
    }
    const lostCards = createLostCards(db, new Uint8Array(32))
    return { db, clock, now, today, lostCards, records: withHouse(university, { db, lostCards, today }) }
  }
  const inDays = (now: Date, days: number) => dayIn('Asia/Shanghai', new Date(now.getTime() + days * DAY_MS))

  it('has a card refused from its report until it is found, whatever the university’s data says', async () => {
    const { db, now, lostCards, records } = start('p-card')
    const isLost = async () => (await records.personOfCard('04A1B2C3'))?.lost
    expect(await isLost()).toBe(false)
    const card = { uid: '04A1B2C3', about: aboutOf('p-card'), reason: 'at the desk' }
    expect(await lostCards.report(db, card, BY, now())).not.toBeNull()
    expect(await lostCards.report(db, card, BY, now())).toBeNull()
    expect(await isLost()).toBe(true)
    const row = await db.selectFrom('lost_card').selectAll().where('person_id', '=', 'p-card').executeTakeFirstOrThrow()
    expect(JSON.stringify(row)).not.toContain('04A1B2C3')
    expect(await lostCards.found(db, row.lost_card_id, BY, now())).toBe(true)
    expect(await lostCards.found(db, row.lost_card_id, BY, now())).toBe(false)
    expect(await isLost()).toBe(false)
    expect(await lostCards.report(db, card, BY, now())).not.toBeNull()
    expect(await isLost()).toBe(true)
    expect(await records.personOfCard('04FFFFFF')).toBeNull()
  })

  it('has every card of somebody refused who does not know its number, and those of nobody else', async () => {
    const { db, now, lostCards, records } = start('p-all')
    const all = { uid: null, about: aboutOf('p-all'), reason: 'by telephone' }
    const lostCardId = await lostCards.report(db, all, BY, now())
    expect(await lostCards.report(db, all, BY, now())).toBeNull()
    expect((await records.personOfCard('04A1FFFF'))?.lost).toBe(true)
    expect(await lostCards.isLost('04A1FFFF', 'p-other')).toBe(false)
    expect(await lostCards.found(db, lostCardId!, BY, now())).toBe(true)
    expect((await records.personOfCard('04A1FFFF'))?.lost).toBe(false)
  })

  it('comes with a person until its last day or its end, by every way to the person', async () => {
    const { db, clock, now, records } = start('p-hold')
    const lasting = { about: aboutOf('p-hold'), kinds: ['transcript'], reason: REASON, lastDay: inDays(now(), 1) }
    await placeHold(db, lasting, BY, now())
    const holdId = await placeHold(db, { ...lasting, kinds: null, lastDay: null }, BY, now())
    const approval = { about: aboutOf('p-hold'), kind: 'grade-points', note: '', lastDay: null }
    const approvalId = await giveApproval(db, approval, BY, now())
    const facts = async () => (await records.person('p-hold' as PersonId))?.house
    const whole = {
      holds: [
        { kinds: ['transcript'], reason: REASON },
        { kinds: null, reason: REASON },
      ],
      approvals: ['grade-points'],
    }
    expect(await facts()).toEqual(whole)
    expect((await records.peopleOfNumber('x'))[0]?.house).toEqual(whole)
    expect((await records.peopleOfIdNumber('x'))[0]?.house).toEqual(whole)
    expect((await records.personOfCard('04A1B2C3'))?.person.house).toEqual(whole)
    await clock.advance(2 * DAY_MS)
    expect((await facts())?.holds).toEqual([{ kinds: null, reason: REASON }])
    expect(await endHold(db, holdId!, 'returned', BY, now())).toBe(true)
    expect(await endHold(db, holdId!, 'returned', BY, now())).toBe(false)
    expect(await endApproval(db, approvalId!, BY, now())).toBe(true)
    expect(await facts()).toEqual({ holds: [], approvals: [] })
  })

  it('is erased but for what still lasts', async () => {
    const { db, now, lostCards } = start('p-gone')
    const hold = { about: aboutOf('p-gone'), kinds: null, reason: REASON, lastDay: null }
    const ended = await placeHold(db, hold, BY, now())
    await endHold(db, ended!, 'done', BY, now())
    await placeHold(db, hold, BY, now())
    await placeHold(db, { ...hold, lastDay: '2001-01-01' }, BY, now())
    await lostCards.report(db, { uid: '04ABCDEF', about: aboutOf('p-gone'), reason: 'lost' }, BY, now())
    await giveApproval(db, { about: aboutOf('p-gone'), kind: 'transcript', note: '', lastDay: null }, BY, now())
    const gone = await db.transaction().execute(await erasePeople.erase(['p-gone'], []))
    expect(gone).toEqual({ lost_card: 0, house_hold: 2, house_approval: 1, granted_copies: 0 })
  })
})
