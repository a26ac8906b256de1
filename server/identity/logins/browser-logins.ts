import { randomBytes } from 'node:crypto'
import type { Kysely } from 'kysely'
import type { Clock } from '../../../src/clock.ts'
import type { LoginRefusal } from '../../../src/contract/logins-api.ts'
import { randomId } from '../../ground/random-id.ts'
import { sha256Hex } from '../../ground/store/content-store.ts'
import type { Tables } from '../../ground/store/tables.ts'
import { audit } from '../identity-audit.ts'
import type { LoginSecrets, LoginWay } from '../ways/way.ts'
import { claimedUntil } from './kiosk-logins.ts'
import type { LoginClaim } from './login-claim.ts'
import type { SecretKeeper } from './login-secrets.ts'
import { SCANNED_MS } from './login-times.ts'
import { type LoginPlace, placeOf, readVisitKeys, type SeenLogin, seenLogin } from './seen-login.ts'
import { readStaffProof, type StaffProof } from './staff-proof.ts'

/** What a browser is to carry from now on, and what the provider is asked with. */
export interface BegunLogin {
  /** For the browser's cookie alone. */
  readonly browser: string
  readonly secrets: LoginSecrets
}

/** A login that has come back from its provider, for the first time. */
export interface ReturnedLogin {
  readonly loginKey: string
  readonly way: LoginWay
  readonly secrets: LoginSecrets
  readonly place: LoginPlace
}

/** What a browser has come back with. */
export interface CameBack {
  /** In the address; null where all logins have the same. */
  readonly loginId: string | null
  readonly isAnswer: (secrets: LoginSecrets) => boolean
}

/** Nothing that this browser's login waits for. */
export interface ForeignAnswer {
  readonly foreign: true
  readonly place: LoginPlace
}

/** Which login: the one in an address, as the browser with this cookie asks for it, or simply the one of the browser. */
export type WhichLogin =
  | { readonly loginId: string; readonly browser: string | null }
  | { readonly loginId?: undefined; readonly browser: string }

/** Logins as the browser knows them that goes on with one. `browser`: what its cookie holds. */
export interface BrowserLogins {
  see(which: WhichLogin): Promise<SeenLogin>
  /** A browser goes on with a login, by a way. The first takes it; it may choose another way while nothing is proven. */
  goOn(which: WhichLogin, way: LoginWay): Promise<BegunLogin | 'taken' | 'over'>
  /** A login on the web. `toPath`: one of our own, where the browser goes afterwards. */
  beginOnWeb(way: LoginWay, toPath: string): Promise<BegunLogin>
  /** A login of somebody who works here. */
  beginForStaff(way: LoginWay): Promise<BegunLogin>
  /**
   * Takes what came back: once, however often it is loaded again. Null when this browser has no login that waits for it by this way. At
   * another address than this login's, or where `isAnswer` says that it can't be one to it, it is foreign: somebody else has begun it
   * (login CSRF) or made it up, and the browser's own login goes on untouched.
   */
  takeBack(browser: string, way: LoginWay, came: CameBack): Promise<ReturnedLogin | ForeignAnswer | null>
  /** Somebody was proven: a kiosk's login waits for the digits from now on, one on the web is done. False when it is over. */
  claim(loginKey: string, claim: LoginClaim): Promise<boolean>
  /** The same for a login of staff. */
  claimForStaff(loginKey: string, proven: StaffProof): Promise<boolean>
  /** What a login of staff in this browser has proven, once; null when there is none. */
  takeForStaff(browser: string): Promise<StaffProof | null>
  /** Nobody was proven, for a reason that the kiosk is told; while there is time the browser may try once more. */
  release(loginKey: string, refused: LoginRefusal | null): Promise<void>
  /** The person says that it was not they. The visits that it led to are for the caller to end; null when there is no such login. */
  stop(browser: string): Promise<{ readonly visitKeys: readonly string[] } | null>
}

export interface BrowserLoginParts {
  readonly db: Kysely<Tables>
  readonly clock: Clock
  readonly keeper: SecretKeeper
  /** Where providers send browsers back to. */
  readonly backUrlOf: (way: LoginWay, loginId: string) => string
}

export function createBrowserLogins({ db, clock, keeper, backUrlOf }: BrowserLoginParts): BrowserLogins {
  const now = () => new Date(clock.now())
  /** Each time anew: what an earlier page of the same browser holds is worth nothing then. */
  const freshFor = (way: LoginWay, loginId: string) => {
    const expiresAt = new Date(clock.now() + SCANNED_MS)
    const { secrets, sealed } = keeper.make(backUrlOf(way, loginId), expiresAt.getTime())
    const browser = randomBytes(32).toString('base64url')
    return { browser, secrets, set: { browser_key: sha256Hex(browser), way, secrets: sealed, expires_at: expiresAt } }
  }
  const joined = () =>
    db
      .selectFrom('login')
      .leftJoin('terminal', 'terminal.terminal_id', 'login.terminal_id')
      .selectAll('login')
      .select(['terminal.name_zh', 'terminal.name_en', 'terminal.place_zh', 'terminal.place_en'])
  const rowOf = ({ loginId, browser }: WhichLogin) =>
    loginId === undefined
      ? joined().where('browser_key', '=', sha256Hex(browser)).executeTakeFirst()
      : joined().where('login_key', '=', sha256Hex(loginId)).executeTakeFirst()

  const begin = async (way: LoginWay, more: { readonly to_path?: string; readonly purpose: 'visitor' | 'staff' }) => {
    const loginId = randomId()
    const { set, ...begun } = freshFor(way, loginId)
    await db
      .insertInto('login')
      .values({ ...set, ...more, login_key: sha256Hex(loginId), state: 'scanned', begun_at: now() })
      .execute()
    return begun
  }

  return {
    see: async which => seenLogin(await rowOf(which), which.browser, now()),
    goOn: async (which, way) => {
      const row = await rowOf(which)
      if (!row) return 'over'
      // The id of a login stands in no table: whoever goes on without it goes on with the address that was made with it.
      const { set, ...begun } = freshFor(way, which.loginId ?? randomId())
      const open = db.updateTable('login').where('login_key', '=', row.login_key).where('expires_at', '>', now())
      const own = which.browser === null ? null : sha256Hex(which.browser)
      const taken = await open
        .set({ ...set, state: 'scanned', refused: null })
        .where(eb =>
          eb.or([
            eb('state', '=', 'shown'),
            ...(own === null ? [] : [eb.and([eb('state', '=', 'scanned'), eb('browser_key', '=', own)])]),
          ]),
        )
        .returning('login_key')
        .executeTakeFirst()
      if (taken) return begun
      const other = await open
        .set(eb => ({ other_browsers: eb('other_browsers', '+', 1) }))
        .where('state', 'in', ['scanned', 'asking', 'claimed'])
        .returning('login_key')
        .executeTakeFirst()
      return other ? 'taken' : 'over'
    },
    beginOnWeb: (way, toPath) => begin(way, { to_path: toPath, purpose: 'visitor' }),
    beginForStaff: way => begin(way, { purpose: 'staff' }),
    takeBack: async (browser, way, { loginId, isAnswer }) => {
      const row = await rowOf({ browser })
      const secrets = row?.secrets ? keeper.open(row.secrets, clock.now()) : null
      if (!row || !secrets || row.way !== way) return null
      const isElsewhere = loginId !== null && !secrets.backUrl.endsWith(`/${loginId}`)
      if (isElsewhere || !isAnswer(secrets)) return { foreign: true, place: placeOf(row) }
      const taken = await db
        .updateTable('login')
        .set({ state: 'asking' })
        .where('login_key', '=', row.login_key)
        .where('secrets', '=', row.secrets)
        .where('state', '=', 'scanned')
        .where('way', '=', way)
        .where('expires_at', '>', now())
        .returning('login_key')
        .executeTakeFirst()
      return taken ? { loginKey: row.login_key, way, secrets, place: placeOf(row) } : null
    },
    claim: async (loginKey, claim) => {
      const claimed = await db
        .updateTable('login')
        .where('login_key', '=', loginKey)
        .where('state', '=', 'asking')
        .where('purpose', '=', 'visitor')
        .where('expires_at', '>', now())
        .set(eb => ({
          claim: JSON.stringify(claim),
          secrets: null,
          state: eb
            .case()
            .when('terminal_id', 'is', null)
            .then('done' as const)
            .else('claimed' as const)
            .end(),
          expires_at: claimedUntil(clock.now()),
        }))
        .returning('login_key')
        .executeTakeFirst()
      return claimed !== undefined
    },
    claimForStaff: async (loginKey, proven) => {
      const claimed = await db
        .updateTable('login')
        .where('login_key', '=', loginKey)
        .where('state', '=', 'asking')
        .where('purpose', '=', 'staff')
        .where('expires_at', '>', now())
        .set({
          ...{ claim: JSON.stringify(proven), secrets: null },
          ...{ state: 'done', expires_at: claimedUntil(clock.now()) },
        })
        .returning('login_key')
        .executeTakeFirst()
      return claimed !== undefined
    },
    takeForStaff: async browser => {
      const taken = await db
        .updateTable('login')
        .where('browser_key', '=', sha256Hex(browser))
        .where('state', '=', 'done')
        .where('purpose', '=', 'staff')
        .where('expires_at', '>', now())
        .set({ state: 'over' })
        .returning('claim')
        .executeTakeFirst()
      return taken ? readStaffProof(taken.claim) : null
    },
    release: async (loginKey, refused) => {
      const asking = db.updateTable('login').where('login_key', '=', loginKey).where('state', '=', 'asking')
      await asking.set({ state: 'scanned', secrets: null, refused }).execute()
    },
    stop: async browser => {
      const stopped = await db
        .updateTable('login')
        .set({ state: 'over', why: 'ended' })
        .where('browser_key', '=', sha256Hex(browser))
        .returning(['login_key', 'terminal_id', 'visit_keys'])
        .executeTakeFirst()
      if (!stopped) return null
      const { login_key: subject, terminal_id: terminalId } = stopped
      await audit(db, now(), { event: 'phone-login-stopped', subject, terminalId })
      return { visitKeys: readVisitKeys(stopped.visit_keys) }
    },
  }
}
