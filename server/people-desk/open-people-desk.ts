import { fault } from '../../src/fault.ts'
import { err, ok } from '../../src/result.ts'
import type { Documents } from '../documents/documents.ts'
import type { Ground } from '../ground/ground.ts'
import { dayIn } from '../ground/local-day.ts'
import type { HandlersOf, Room } from '../ground/room.ts'
import { steppedUp } from '../ground/step-up.ts'
import { noteLook } from '../looks/looks.ts'
import type { Orders } from '../orders/orders.ts'
import type { People } from '../people/people.ts'
import { askRecords, type PersonId } from '../records/records.ts'
import type { Staff } from '../staff/staff.ts'
import { createDeskActs } from './desk-acts.ts'
import { listGrants, listHolds, listHouseApprovals, listLostCards } from './desk-lists.ts'
import { cardNumber, findPeople } from './find-people.ts'
import { registerListPages } from './lists/list-pages.ts'
import { createPeopleLists } from './lists/people-lists.ts'
import type { PeopleDesk } from './people-desk.ts'
import type { PEOPLE_DESK } from './people-desk-plan.ts'
import { personPage } from './person-page.ts'

const MINUTE_MS = 60_000
const WHOLE = ['name', 'number', 'contact'] as const

export interface PeopleDeskNeeds {
  readonly people: People
  readonly documents: Pick<Documents, 'kinds' | 'offers'>
  readonly orders: Pick<Orders, 'freeCopiesLeft' | 'runningCount' | 'countsByKind'>
  readonly staff: Staff
}

/** Where staff look for people and write down what the house knows of them. */
export function openPeopleDesk(
  ground: Ground,
  { people, documents, orders, staff }: PeopleDeskNeeds,
): Room<PeopleDesk, typeof PEOPLE_DESK> {
  const { db, clock, log, house } = ground
  const now = () => new Date(clock.now())
  const today = () => dayIn(house.timeZone, now())
  const { records, lookup, lostCards } = people
  const parts = { db, log, records, lookup, documents, orders, lostCards, now, today }
  const acts = createDeskActs(parts)
  const lists = createPeopleLists(parts)
  /** Nobody reads their way through the university one look-up after the other. */
  const looking = ground.limit('people look-ups', { times: 60, timesOfAll: 3_000, windowMs: MINUTE_MS })
  const tooMany = () => err(fault('server-busy', 'look-ups'))
  return {
    doors: {},
    handlers: people.personKeys.around<HandlersOf<typeof PEOPLE_DESK.routes>>('person-unknown', {
      peopleLists: async wish => ok(await lists.list(wish)),
      peopleList: async ({ listId }) => {
        const found = await lists.one(listId)
        return found ? ok(found) : err('not-there')
      },
      bringPart: (wish, { staffId }) => lists.bring(wish, staffId),
      peopleListRows: async ({ listId, ...wish }) => {
        const rows = await lists.rows(listId, wish)
        return rows ? ok(rows) : err('not-there')
      },
      nameColumns: ({ listId, columns }) => lists.nameColumns(listId, columns),
      checkListAgain: ({ listId }) => lists.checkAgain(listId),
      takeList: async ({ listId, which }, caller) => {
        const fresh = steppedUp(caller, clock)
        return fresh.ok ? lists.take(listId, which, caller.staffId) : fresh
      },
      undoList: async ({ listId }, caller) => {
        const fresh = steppedUp(caller, clock)
        return fresh.ok ? lists.undo(listId, caller.staffId) : fresh
      },
      dropList: ({ listId }) => lists.drop(listId),
      findPeople: async (wish, { staffId }) => ((await looking.allow(staffId)) ? findPeople(parts, wish) : tooMany()),
      personPage: async ({ personId }, { staffId }) =>
        (await looking.allow(staffId)) ? personPage(parts, personId) : tooMany(),
      unmaskPerson: async ({ personId, reason }, caller) => {
        const fresh = steppedUp(caller, clock)
        if (!fresh.ok) return fresh
        const asked = await askRecords(parts, async () => ok(await records.person(personId as PersonId)))
        if (!asked.ok) return asked
        if (asked.value === null) return err('person-unknown')
        const look = { personId, by: caller, what: WHOLE, reason }
        await db.transaction().execute(tx => noteLook(tx, look, now()))
        const { nameZh, nameEn, number, idNumber, bornOn, mail = null } = asked.value
        return ok({ nameZh, nameEn, number, idNumber, bornOn, mail })
      },
      placeHold: (wish, { staffId }) => acts.placeHold(wish, staffId),
      endHold: async ({ holdId, reason }, caller) => {
        const fresh = steppedUp(caller, clock)
        return fresh.ok ? acts.endHold(holdId, reason, caller.staffId) : fresh
      },
      holds: async wish => ok(await listHolds(db, wish, today())),
      giveHouseApproval: async (wish, caller) => {
        const fresh = steppedUp(caller, clock)
        return fresh.ok ? acts.giveApproval(wish, caller.staffId) : fresh
      },
      endHouseApproval: ({ approvalId }, { staffId }) => acts.endApproval(approvalId, staffId),
      houseApprovals: async wish => ok(await listHouseApprovals(db, wish, today())),
      grantCopies: async (wish, caller) => {
        const fresh = steppedUp(caller, clock)
        return fresh.ok ? acts.grant(wish, caller.staffId) : fresh
      },
      endGrant: ({ grantId }, { staffId }) => acts.endGrant(grantId, staffId),
      grants: async wish => ok(await listGrants(db, wish, today())),
      lostCards: async ({ card, ...wish }) => {
        if (card === undefined || card.trim() === '') return ok(await listLostCards(db, wish))
        const uid = cardNumber(card)
        return ok(
          uid === null ? { rows: [], next: null } : await listLostCards(db, { ...wish, mark: lostCards.markOf(uid) }),
        )
      },
      reportLostCard: (wish, { staffId }) => acts.reportLost(wish, staffId),
      cardFound: async ({ lostCardId }, caller) => {
        const fresh = steppedUp(caller, clock)
        return fresh.ok ? acts.found(lostCardId, caller.staffId) : fresh
      },
    }),
    pages: app =>
      registerListPages(app, {
        ...{ db, log, house, whoWorks: staff.whoWorks },
        limit: ground.limit('files of lists', { times: 60, timesOfAll: 600, windowMs: MINUTE_MS }),
      }),
    sweeps: [
      { name: 'lists of people', everyMs: MINUTE_MS, run: () => lists.work() },
      { name: 'old lists of people', everyMs: 60 * MINUTE_MS, run: () => lists.tidy() },
    ],
  }
}
