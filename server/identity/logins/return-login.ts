import type { Logger } from 'pino'
import type { Clock } from '../../../src/clock.ts'
import type { LoginRefusal } from '../../../src/contract/logins-api.ts'
import { fault } from '../../../src/fault.ts'
import { err, ok, type Result } from '../../../src/result.ts'
import { sha256Hex } from '../../ground/store/content-store.ts'
import { askRecords, type Records } from '../../records/records.ts'
import { numberOf } from '../subject-mapping.ts'
import type { OpenWays } from '../ways/open-ways.ts'
import type { ProvenSubject, WayRefusal } from '../ways/way.ts'
import type { BrowserLogins, ReturnedLogin } from './browser-logins.ts'
import type { LoginClaim } from './login-claim.ts'

export interface ReturnParts {
  readonly browsers: BrowserLogins
  readonly ways: OpenWays
  readonly records: Pick<Records, 'peopleOfNumber'>
  readonly clock: Clock
  readonly log: Logger
}

/** Why a browser that came back is not let in. The words of a way, and our own: nobody goes by that number, or our data is away. */
export type NotLetIn = WayRefusal['reason'] | 'person-unknown' | 'records-away' | 'over'

/** What the kiosk says of it meanwhile, where somebody stands who may know nothing of what the phone shows. */
const SAID_AT_KIOSK: Readonly<Record<NotLetIn, LoginRefusal | null>> = {
  ...{ declined: 'declined', refused: 'refused', lying: 'refused', misconfigured: 'refused' },
  ...{ away: 'away', unknown: 'away', 'records-away': 'away', 'person-unknown': 'person-unknown', over: null },
}

/**
 * Asks the provider, once, about what a browser has brought back, and the university's data for the person. Where nobody was proven
 * the login waits again, so that the browser may begin anew.
 */
export async function returnLogin(
  parts: ReturnParts,
  login: ReturnedLogin,
  query: URLSearchParams,
): Promise<Result<LoginClaim, NotLetIn>> {
  const claim = await claimOf(parts, login, query)
  if (!claim.ok) return notLetIn(parts, login, claim.error)
  return (await parts.browsers.claim(login.loginKey, claim.value)) ? claim : err('over')
}

/** Says in the log why nobody was proven, and lets the browser try once more. */
export async function notLetIn(
  { browsers, log }: Pick<ReturnParts, 'browsers' | 'log'>,
  { way, loginKey }: ReturnedLogin,
  { reason, detail }: WhyNot,
): Promise<Result<never, NotLetIn>> {
  log.warn({ way, reason, detail }, 'a login did not lead to a person')
  await browsers.release(loginKey, SAID_AT_KIOSK[reason])
  return err(reason)
}

/** With a technical detail for the log. */
interface WhyNot {
  readonly reason: NotLetIn
  readonly detail: string
}

async function claimOf(
  parts: ReturnParts,
  { way, secrets }: ReturnedLogin,
  query: URLSearchParams,
): Promise<Result<LoginClaim, WhyNot>> {
  const open = parts.ways.get(way)
  if (!open) return err({ reason: 'misconfigured', detail: 'a way that is configured no more' })
  const proven = await open.way.finish(secrets, query)
  if (!proven.ok) return proven
  const number = numberOf(proven.value, open.person)
  if (number === null)
    return err({ reason: 'person-unknown', detail: 'the mapping finds no number in what the provider says' })
  const people = await askRecords(parts, async () => {
    const found = await parts.records.peopleOfNumber(number)
    return found.length > 0 ? ok(found) : err(fault('login-person-unknown'))
  })
  if (!people.ok) {
    const reason = people.error.code === 'login-person-unknown' ? 'person-unknown' : 'records-away'
    return err({ reason, detail: people.error.detail ?? people.error.code })
  }
  const personIds = people.value.map(({ personId }) => personId)
  const proof = { way, atMs: parts.clock.now() }
  return ok({ personIds, proof, providerSession: sessionKeyOf(proven.value) })
}

/** Hashed: who reads the table can't end a login at its provider. */
export const sessionKeyOf = ({ providerSession }: ProvenSubject): string | null =>
  providerSession === null ? null : sha256Hex(providerSession)
