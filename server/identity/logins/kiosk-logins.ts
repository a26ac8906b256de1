import { type Kysely, sql } from 'kysely'
import { z } from 'zod'
import type { Clock } from '../../../src/clock.ts'
import type { VisitId } from '../../../src/contract/ids.ts'
import type { LoginState } from '../../../src/contract/logins-api.ts'
import { fault } from '../../../src/fault.ts'
import { err, ok, type Result } from '../../../src/result.ts'
import { randomId } from '../../ground/random-id.ts'
import { sha256Hex } from '../../ground/store/content-store.ts'
import type { Tables } from '../../ground/store/tables.ts'
import { audit } from '../identity-audit.ts'
import { type LoginClaim, readClaim } from './login-claim.ts'
import type { LoginCodes } from './login-code.ts'
import { CLAIMED_MS, SHOWN_MS, TRIES_MAX } from './login-times.ts'
import { readVisitKeys } from './seen-login.ts'

/** A login that was confirmed at its kiosk. */
export interface ConfirmedLogin extends LoginClaim {
  readonly loginKey: string
  /** Visits that it has led to before, where the same digits come again: the answer was lost, and nobody uses those. */
  readonly formerVisitKeys: readonly string[]
}

/** Logins as the kiosk that shows their code knows them. Another terminal's are none. */
export interface KioskLogins {
  begin(terminalId: string): Promise<{ readonly login: string; readonly url: string; readonly withinMs: number }>
  state(terminalId: string, login: string): Promise<LoginState>
  /**
   * Refuses with `login-code-wrong` while there are tries left, and with `login-over`. Safe to repeat: the same digits again are not another
   * try, and the right ones answer again as long as they would have been good.
   */
  confirm(terminalId: string, login: string, code: string): Promise<Result<ConfirmedLogin>>
  /** Writes down to which visits it led, so that the phone can end them. */
  led(loginKey: string, visitIds: readonly VisitId[]): Promise<void>
  end(terminalId: string, login: string): Promise<void>
}

export interface KioskLoginParts {
  readonly db: Kysely<Tables>
  readonly clock: Clock
  readonly codes: LoginCodes
  readonly publicBaseUrl: string
}

export function createKioskLogins({ db, clock, codes, publicBaseUrl }: KioskLoginParts): KioskLogins {
  const now = () => new Date(clock.now())
  const rowOf = (terminalId: string, login: string) =>
    db
      .selectFrom('login')
      .selectAll()
      .where('token_key', '=', sha256Hex(login))
      .where('terminal_id', '=', terminalId)
      .executeTakeFirst()

  return {
    begin: async terminalId => {
      const [id, login, at] = [randomId(), randomId(), now()]
      const expiresAt = new Date(at.getTime() + SHOWN_MS)
      const keys = { login_key: sha256Hex(id), token_key: sha256Hex(login), terminal_id: terminalId }
      await db
        .insertInto('login')
        .values({ ...keys, state: 'shown', begun_at: at, expires_at: expiresAt })
        .execute()
      return { login, url: `${publicBaseUrl}/q/${id}`, withinMs: SHOWN_MS }
    },
    state: async (terminalId, login) => {
      const row = await rowOf(terminalId, login)
      if (!row) return { state: 'over', why: 'expired' }
      const withinMs = row.expires_at.getTime() - clock.now()
      // Ended by its phone: the kiosk does not ask about one that it has ended itself.
      if (row.state === 'over') return { state: 'over', why: row.why === 'tries-over' ? 'tries-over' : 'declined' }
      if (withinMs <= 0) return { state: 'over', why: row.refused ?? 'expired' }
      if (row.state === 'shown') return { state: 'shown', withinMs }
      if (row.state === 'scanned' || row.state === 'asking') return { state: 'scanned', withinMs, refused: row.refused }
      // Also where they were right, and the answer was lost: the same digits lead on once more.
      return { state: 'code-wanted', withinMs, triesLeft: Math.max(1, TRIES_MAX - marksIn(row.tried)) }
    },
    confirm: async (terminalId, login, code) => {
      const asked = await rowOf(terminalId, login)
      if (!asked) return err(fault('login-over'))
      const mark = sql<unknown>`to_jsonb(${codes.markOf(asked.login_key, code)}::text)`
      const isKnown = sql<boolean>`tried @> ${mark}`
      // Written down before it is compared: of many at once no more are compared than there are tries.
      const tried = await db
        .updateTable('login')
        .set({ tried: sql<string>`case when ${isKnown} then tried else tried || ${mark} end` })
        .where('login_key', '=', asked.login_key)
        .where('state', 'in', ['claimed', 'done'])
        .where('expires_at', '>', now())
        .where(sql<boolean>`(jsonb_array_length(tried) < ${TRIES_MAX} or ${isKnown})`)
        .returning(['login_key', 'tried', 'claim', 'visit_keys'])
        .executeTakeFirst()
      if (!tried) return err(fault('login-over'))
      const open = db.updateTable('login').where('login_key', '=', tried.login_key)
      if (!codes.isRight(tried.login_key, code)) {
        const triesLeft = TRIES_MAX - marksIn(tried.tried)
        if (triesLeft > 0) return err(fault('login-code-wrong', `${triesLeft} tries left`))
        await open.where('state', '=', 'claimed').set({ state: 'over', why: 'tries-over' }).execute()
        await audit(db, now(), { event: 'phone-login-tries-over', subject: tried.login_key, terminalId })
        return err(fault('login-over', 'no tries left'))
      }
      const done = await open
        .where('state', 'in', ['claimed', 'done'])
        .set({ state: 'done' })
        .returning('login_key')
        .executeTakeFirst()
      if (!done) return err(fault('login-over'))
      await audit(db, now(), { event: 'phone-login-confirmed', subject: tried.login_key, terminalId })
      return ok({
        ...{ loginKey: tried.login_key, formerVisitKeys: readVisitKeys(tried.visit_keys) },
        ...readClaim(tried.claim),
      })
    },
    led: async (loginKey, visitIds) => {
      await db
        .updateTable('login')
        .set({ visit_keys: JSON.stringify(visitIds.map(sha256Hex)) })
        .where('login_key', '=', loginKey)
        .execute()
    },
    end: async (terminalId, login) => {
      await db
        .updateTable('login')
        .set({ state: 'over', why: 'ended' })
        .where('token_key', '=', sha256Hex(login))
        .where('terminal_id', '=', terminalId)
        .where('state', 'not in', ['done', 'over'])
        .execute()
    },
  }
}

const marksIn = (stored: unknown): number => z.array(z.string()).parse(stored).length

/** Until when digits that appear now may be typed. */
export const claimedUntil = (atMs: number): Date => new Date(atMs + CLAIMED_MS)
