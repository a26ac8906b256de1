import { createHash } from 'node:crypto'
import type { Logger } from 'pino'
import type { Clock } from '../../../src/clock.ts'
import type { ME_ROUTES, Me } from '../../../src/contract/me-api.ts'
import { fault } from '../../../src/fault.ts'
import { err, ok, type Result } from '../../../src/result.ts'
import { assuranceOf } from '../../../src/rules/assurance.ts'
import { maskNumber } from '../../../src/rules/masking.ts'
import type { VisitorCaller } from '../../ground/callers.ts'
import type { HandlersOf } from '../../ground/room.ts'
import {
  askRecords,
  maskedNames,
  type Person,
  type PersonId,
  type Records,
  registerWords,
} from '../../records/records.ts'
import type { OfferedWay } from '../pages/login-pages.ts'
import type { Visits } from '../visits.ts'
import type { OpenWays } from '../ways/open-ways.ts'
import type { WebSession, WebSessions } from './web-sessions.ts'

export interface MeParts {
  readonly sessions: WebSessions
  readonly visits: Pick<Visits, 'list' | 'endOwn'>
  readonly records: Pick<Records, 'person'>
  readonly ways: OpenWays
  /** Whether the site has digits beside campus cards. */
  readonly hasCardPin: boolean
  /** Those over somebody else's page, and the house's own. */
  readonly offered: readonly OfferedWay[]
  readonly clock: Pick<Clock, 'now'>
  readonly log: Logger
}

/** What answers a person who is logged in on the web about the login itself. */
export function meHandlers(parts: MeParts): HandlersOf<typeof ME_ROUTES> {
  const { sessions, visits, ways } = parts
  return {
    ways: async () => ok({ ways: parts.offered.map(({ name: way, label }) => ({ way, label })) }),
    me: (_, caller) => describe(parts, caller, caller.personId, caller.hasChosen),
    chooseRegister: async ({ index }, caller) => {
      const personId = caller.personIds[index]
      if (personId === undefined) return err(fault('person-without-records', 'no such register'))
      await sessions.choose(sessionOf(caller), personId as PersonId)
      return describe(parts, caller, personId, true)
    },
    sessions: async (_, caller) => {
      const listed = await sessions.list(sessionOf(caller))
      const own = await visits.list(sessionOf(caller).personIds)
      return ok({
        sessions: listed.map(({ startedAt, lastSeenAt, ...one }) => ({
          ...one,
          ...{ startedAt: startedAt.toISOString(), lastSeenAt: lastSeenAt.toISOString() },
        })),
        visits: own.map(({ startedAt, ...one }) => ({ ...one, startedAt: startedAt.toISOString() })),
      })
    },
    endSession: async ({ handle }, caller) => {
      await sessions.endOne(sessionOf(caller), handle)
      return ok({})
    },
    endOthers: async (_, caller) => {
      const session = sessionOf(caller)
      await sessions.endOthers(session)
      await visits.endOwn(session.personIds, 'all')
      return ok({})
    },
    endOwnVisit: async ({ handle }, caller) => {
      await visits.endOwn(sessionOf(caller).personIds, handle)
      return ok({})
    },
    logOut: async (_, caller) => {
      const way = caller.proofs.at(-1)?.way
      await sessions.endThis(sessionOf(caller))
      return ok({
        providerUrl: way === 'cas' || way === 'oidc' || way === 'wecom' ? (ways.get(way)?.logoutUrl ?? null) : null,
      })
    },
  }
}

async function describe(
  parts: MeParts,
  caller: VisitorCaller,
  personId: string,
  hasChosen: boolean,
): Promise<Result<Me>> {
  const found = await askRecords(parts, async () =>
    ok(await Promise.all(caller.personIds.map(one => parts.records.person(one as PersonId)))),
  )
  if (!found.ok) return found
  const people = found.value.map((person, index) => ({ person, isChosen: caller.personIds[index] === personId }))
  const chosen = people.find(({ isChosen }) => isChosen)?.person
  const shown = caller.proofs.at(-1)
  if (!chosen || !shown) return err(fault('person-without-records', 'gone from the records'))
  return ok({
    personKey: personKeyOf(caller.personIds),
    nameMasked: maskedNames(chosen),
    numberMasked: maskNumber(chosen.number),
    group: chosen.group,
    // A register that has gone since the login keeps its place, so that the others keep theirs.
    registers: people.map(({ person, isChosen }) => ({ ...registerOf(person), isChosen })),
    hasChosen,
    assurance: assuranceOf(caller.proofs, parts.clock.now()) ?? 'A1',
    shown: { way: shown.way, at: new Date(shown.atMs).toISOString() },
    hasCardPin: parts.hasCardPin,
  })
}

/** Masks of two people may look the same; this tells them apart, and names nobody. */
const personKeyOf = (personIds: readonly string[]) =>
  createHash('sha256').update(JSON.stringify(personIds.toSorted())).digest('hex').slice(0, 16)

const GONE = { title: { zh: '已不在册', en: 'No longer on record' }, detail: { zh: '', en: '' } }
const registerOf = (person: Person | null) => (person ? registerWords(person) : GONE)

/** The session behind a request, as its room knows it. */
const sessionOf = ({ sessionKey, personIds, personId, hasChosen, proofs }: VisitorCaller): WebSession => ({
  ...{ sessionKey, hasChosen, proofs },
  personIds: personIds as readonly PersonId[],
  personId: personId as PersonId,
})
