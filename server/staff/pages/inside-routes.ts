import type { Clock } from '../../../src/clock.ts'
import type { Accounts } from '../accounts/accounts.ts'
import type { OwnFactors } from '../entering/own-factors.ts'
import type { Factors } from '../factors/factors.ts'
import { type Inside, whoIsInside } from './inside.ts'
import { factorsPage, sessionsPage } from './inside-pages.ts'
import { jsonOf } from './json-of.ts'
import type { PageScope, PageScopeParts } from './page-scope.ts'
import { recoveryPage } from './parts.ts'

export interface InsideParts extends PageScopeParts {
  readonly clock: Clock
  readonly accounts: Accounts
  readonly factors: Factors
  readonly ownFactors: OwnFactors
}

/** Pages about oneself, for whoever has shown both proofs. */
export function registerInside({ get, post }: PageScope, parts: InsideParts): void {
  const { house, factors, ownFactors, sessions } = parts
  const { timeZone } = house
  const { inside, fresh: freshFor } = whoIsInside(parts)
  /** For what changes by what one is let in. */
  const fresh = (answer: Inside) => freshFor('staff/factors', answer)

  get(
    '/staff/factors',
    inside(async ({ at, show }, session, account) => {
      const { staff_id: staffId, name } = account
      const own = await factors.of(staffId)
      const recoveryCodesLeft = await factors.recoveryCodesLeft(staffId)
      const offer = await ownFactors.offer(session, account)
      const issuer = house.name.en || house.name.zh
      return show(factorsPage(at, { factors: own, timeZone, recoveryCodesLeft, ...offer, issuer, name }))
    }),
  )
  post(
    '/staff/factors/totp',
    fresh(async ({ said, go }, session) => {
      const isAdded = await ownFactors.addTotp(session, said('code'), said('label'))
      return go('staff/factors', isAdded ? 'done' : 'wrong')
    }),
  )
  post(
    '/staff/factors/key',
    fresh(async ({ said, go }, session) => {
      const isAdded = await ownFactors.addKey(session, jsonOf(said('said')), said('label'))
      return go('staff/factors', isAdded ? 'done' : 'wrong')
    }),
  )
  post(
    '/staff/factors/remove',
    fresh(async ({ said, go }, { staff_id: staffId }) =>
      go('staff/factors', (await factors.remove(staffId, said('factor'))) ? 'done' : 'last'),
    ),
  )
  post(
    '/staff/factors/recovery',
    fresh(async ({ at, show }, { staff_id: staffId }) =>
      show(recoveryPage(await factors.makeRecoveryCodes(staffId), at('staff/factors'))),
    ),
  )

  get(
    '/staff/sessions',
    inside(async ({ at, show }, session) => show(sessionsPage(at, await sessions.list(session), timeZone))),
  )
  post(
    '/staff/sessions/end',
    inside(async ({ said, go }, session) => {
      await sessions.endOne(session, said('handle'))
      return go('staff/sessions', 'done')
    }),
  )
}
