import { isAllowed } from '../../../src/rules/staff-roles.ts'
import { takeCookie } from '../../ground/http/cookies.ts'
import { type Html, html } from '../../ground/plain-html.ts'
import type { Worklist } from '../../ground/room.ts'
import { goingPage, REFUSAL_TEXTS, type StaffLogins } from '../../identity/identity.ts'
import type { Accounts } from '../accounts/accounts.ts'
import { postOfRow } from '../accounts/post-of.ts'
import type { LogIn } from '../entering/log-in.ts'
import type { SecondProofs, SecondSaid } from '../entering/second-proof.ts'
import type { SetUp } from '../entering/set-up.ts'
import type { NotSetUp, SetUpDone } from '../entering/set-up-steps.ts'
import type { Factors } from '../factors/factors.ts'
import type { StaffSession } from '../sessions/staff-sessions.ts'
import { codePage, logInPage, secondPage, setUpPage } from './entering-pages.ts'
import { startPage } from './inside-pages.ts'
import { jsonOf } from './json-of.ts'
import type { PageScope, PageScopeParts, PageVisit } from './page-scope.ts'
import { noteCard, recoveryPage } from './parts.ts'
import { isWorkPath, keepWayBack, takeWayBack } from './ways-back.ts'
import { WORDS } from './words.ts'

export interface EnteringParts extends PageScopeParts {
  readonly accounts: Accounts
  readonly factors: Factors
  readonly logIn: LogIn
  readonly setUp: SetUp
  readonly seconds: SecondProofs
  readonly staffLogins: StaffLogins
  readonly worklists: readonly Worklist[]
}

/** The way in: which page it is follows from how far the browser's session has come. */
export function registerEntering({ get, post }: PageScope, parts: EnteringParts): void {
  const { house, accounts, factors, logIn, setUp, seconds, sessions, staffLogins, worklists } = parts
  const issuer = house.name.en || house.name.zh

  const showSecond = async ({ at, show }: PageVisit, session: StaffSession, to: string) => {
    const options = await seconds.ask(session)
    const hasTotp = (await factors.of(session.staff_id)).some(({ kind }) => kind === 'totp')
    const title = session.stage === 'in' ? WORDS.stepUp : WORDS.second
    return show(secondPage(at, { options, hasTotp, to, title }))
  }

  get('/staff', async visit => {
    const { request, reply, session, at, query, show, go } = visit
    const to = isWorkPath(query.to) ? query.to : null
    if (to !== null && session?.stage !== 'in') keepWayBack(reply, to)
    if (session?.stage === 'set-up') {
      const seen = await setUp.see(session)
      if (seen.step === 'over') return show(html`${codePage(at)}`)
      return show(setUpPage(at, seen, staffLogins.ways, issuer))
    }
    const account = session && (await accounts.active(session.staff_id))
    if (!session || !account) return show(logInPage(at, staffLogins.ways))
    if (session.stage === 'second') {
      if ((await factors.of(session.staff_id)).length === 0) return go('staff/set-up', 'no-factors')
      return showSecond(visit, session, '/staff')
    }
    const back = takeWayBack(request, reply)
    const onward = to ?? back
    if (onward !== null && onward !== '/staff') return go(onward.slice(1))
    const own = worklists.filter(({ permission }) => isAllowed(postOfRow(account), permission))
    return show(startPage(at, account, own))
  })

  post('/staff/log-in', async ({ said, from, go, giveSession }) => {
    const begun = await logIn.byPassword(said('login'), said('password'), from)
    if (typeof begun === 'string') return go('staff', begun)
    await giveSession(begun)
    return go('staff')
  })

  // To the university's login. A form that redirects there would be stopped by its own page's rules.
  post('/staff/begin', async ({ request, reply, said, session, show, go }) => {
    // Of a page that was open while the site took a way out, or of no page of ours.
    if (!staffLogins.ways.some(({ name }) => name === said('way'))) return go('staff')
    if (session?.stage === 'set-up') {
      const wrong = await setUp.callThem(session, said('name'))
      if (wrong !== null) return go('staff', wrong)
    }
    const led = await staffLogins.begin(request, reply, said('way'))
    if (!led.ok) return show(noteCard(REFUSAL_TEXTS[led.error]), 502)
    return show(going(reply, led.value.url))
  })
  // And back. Our own cookie comes only with what our own page asks, so there is one between.
  get('/staff/back', async ({ reply, show }) => show(going(reply, 'enter')))
  get('/staff/enter', async ({ request, reply, session, from, go, giveSession }) => {
    const proof = await staffLogins.take(request, reply)
    if (!proof) return go('staff', 'no-login')
    if (session?.stage === 'set-up') return go('staff', (await setUp.byProvider(session, proof)) ?? undefined)
    const begun = await logIn.byProvider(proof, from)
    if (typeof begun === 'string') return go('staff', begun)
    await giveSession(begun)
    return go('staff')
  })

  get('/staff/set-up', async ({ at, show }) => show(codePage(at)))
  post('/staff/set-up', async ({ said, from, go, giveSession }) => {
    const begun = await setUp.begin(said('code'), from)
    if (typeof begun === 'string') return go('staff/set-up', begun)
    await giveSession(begun)
    return go('staff')
  })
  post('/staff/set-up/local', async ({ said, session, from, go }) => {
    if (session?.stage !== 'set-up') return go('staff/set-up', 'over')
    const fields = { name: said('name'), login: said('login'), password: said('password') }
    return go('staff', (await setUp.byPassword(session, fields, from.ip)) ?? undefined)
  })
  const finish = async (done: SetUpDone | NotSetUp, { at, show, go, giveSession }: PageVisit) => {
    if (typeof done === 'string') return go('staff', done)
    await giveSession(done)
    return show(recoveryPage(done.recoveryCodes, at('staff')))
  }
  post('/staff/set-up/totp', async visit => {
    const { session, said, go } = visit
    if (session?.stage !== 'set-up') return go('staff/set-up', 'over')
    return finish(await setUp.byTotp(session, said('code'), said('label')), visit)
  })
  post('/staff/set-up/key', async visit => {
    const { session, said, go } = visit
    if (session?.stage !== 'set-up') return go('staff/set-up', 'over')
    return finish(await setUp.byKey(session, jsonOf(said('said')), said('label')), visit)
  })

  get('/staff/step-up', async visit => {
    if (visit.session?.stage !== 'in') return visit.go('staff', 'no-login')
    return showSecond(visit, visit.session, isWorkPath(visit.query.to) ? visit.query.to : '/staff')
  })
  const second = async (visit: PageVisit, what: SecondSaid) => {
    const { session, said, from, go, giveSession } = visit
    if (!session || session.stage === 'set-up') return go('staff', 'no-login')
    const shown = await seconds.show(session, what, from.ip)
    const to = isWorkPath(said('to')) ? said('to').slice(1) : 'staff'
    if (typeof shown === 'string' && shown !== 'stepped-up')
      return session.stage === 'in'
        ? go(`staff/step-up?to=${encodeURIComponent(`/${to}`)}&note=${shown}`)
        : go('staff', shown)
    if (shown !== 'stepped-up') await giveSession(shown)
    return go(to)
  }
  post('/staff/second/totp', visit => second(visit, { kind: 'totp', code: visit.said('code') }))
  post('/staff/second/recovery', visit => second(visit, { kind: 'recovery', code: visit.said('recovery') }))
  post('/staff/second/key', visit => second(visit, { kind: 'webauthn', said: jsonOf(visit.said('said')) }))

  post('/staff/log-out', async ({ reply, session, go }) => {
    if (session) await sessions.end(session)
    takeCookie(reply, 'staff')
    return go('staff', 'logged-out')
  })
}

function going(reply: PageVisit['reply'], url: string): Html {
  reply.header('refresh', `0;url=${url}`)
  return goingPage(url)
}
