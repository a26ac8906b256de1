import type { FastifyInstance } from 'fastify'
import type { SectionsOf } from '../ground/config/sections.ts'
import type { Ground } from '../ground/ground.ts'
import { houseSecret } from '../ground/house-secret.ts'
import { createPasswords } from '../ground/passwords/passwords.ts'
import type { Room } from '../ground/room.ts'
import type { Mail } from '../mail/mail.ts'
import type { Records } from '../records/records.ts'
import { accountIdsOf, accountsOf } from './accounts/account-of-person.ts'
import { TEXT_WINDOW_MS, TEXTS_OF_ADDRESS } from './accounts/account-rules.ts'
import { openAccountSeals } from './accounts/account-seals.ts'
import { createHoldsMailbox } from './accounts/holds-mailbox.ts'
import { openAccounts } from './accounts/open-accounts.ts'
import { registerAccountPages, registerNoAccountPages } from './accounts/pages/register-account-pages.ts'
import { createEraseIdentity } from './erase-identity.ts'
import { findPerson } from './find-person.ts'
import type { Identity } from './identity.ts'
import type { IDENTITY } from './identity-plan.ts'
import { createBrowserLogins } from './logins/browser-logins.ts'
import { forgetOldLogins } from './logins/forget-old-logins.ts'
import { createKioskLogins } from './logins/kiosk-logins.ts'
import { createLoginCodes } from './logins/login-code.ts'
import { createSecretKeeper } from './logins/login-secrets.ts'
import { createStaffLogins } from './logins/staff-logins.ts'
import { createDisowning } from './notices/disown.ts'
import { createLoginNotices } from './notices/login-notices.ts'
import { createMetBrowsers } from './notices/met-browsers.ts'
import { registerNotMePages } from './notices/not-me-pages.ts'
import { noteLogin, noteNothing } from './notices/note-login.ts'
import { provenMail } from './notices/proven-mail.ts'
import { createLetIn } from './pages/let-in.ts'
import { offeredWays } from './pages/login-routes.ts'
import { registerIdentityPages } from './pages/register-pages.ts'
import { createCardPins } from './pins/card-pins.ts'
import { registerPinPages } from './pins/pin-pages.ts'
import { readPepper } from './pins/pin-settings.ts'
import { meHandlers } from './sessions/me.ts'
import { createWebSessions } from './sessions/web-sessions.ts'
import { whoVisits } from './sessions/who-visits.ts'
import { createVisits } from './visits.ts'
import { openWays } from './ways/open-ways.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS
const NOTICES_EVERY_MS = 2_000
/** Whoever goes to kiosks all day has heard of it by then. */
const NOTICES_OF_PERSON = 20
const NOTICES_OF_ALL = 50_000
/** A whole campus may have one address. */
const PAGES_OF_ADDRESS = 600
const PAGES_OF_ALL = 20_000
const LOGOUTS_OF_ADDRESS = 6_000
const CAPTCHAS_OF_ADDRESS = 120
const CAPTCHAS_OF_ALL = 1_200
/** What a site pays for texts has an end, whoever causes them. */
const TEXTS_OF_ALL = 2_000

/** Who somebody is. Rejects when a way in that the site has configured lacks a file. */
export async function openIdentity(
  ground: Ground,
  { records, mail }: { readonly records: Records; readonly mail: Mail },
  { identity: settings }: SectionsOf<typeof IDENTITY>,
): Promise<Room<Identity, typeof IDENTITY>> {
  const { db, clock, tokens, house } = ground
  const { publicBaseUrl } = house
  const ways = await openWays(settings.ways, clock)
  const codes = createLoginCodes(await houseSecret(db, 'login-codes', new Date(clock.now())))
  const { newBrowsers, kiosks } = settings.loginNotices
  const tells = mail.sends.letters
  const visits = createVisits(db, clock, tells && kiosks ? noteLogin : noteNothing)
  const sessions = createWebSessions(db, clock, tells && newBrowsers ? noteLogin : noteNothing)
  const met = createMetBrowsers({ ...ground, key: await houseSecret(db, 'met-browsers', new Date(clock.now())) })
  const seals = await openAccountSeals(db, new Date(clock.now()))
  const notices = createLoginNotices({
    ...{ ...ground, mail, records, seals },
    limit: ground.limit('login notices', { times: NOTICES_OF_PERSON, timesOfAll: NOTICES_OF_ALL, windowMs: DAY_MS }),
  })
  // An OpenID provider knows one address of return; the others are told the login in theirs.
  const backUrlOf = (way: string, loginId: string) =>
    way === 'oidc' ? `${publicBaseUrl}/auth/oidc/back` : `${publicBaseUrl}/auth/${way}/back/${loginId}`
  const browsers = createBrowserLogins({ db, clock, keeper: createSecretKeeper(tokens), backUrlOf })
  const staff = createStaffLogins(
    { ...ground, browsers, ways },
    await houseSecret(db, 'staff-subjects', new Date(clock.now())),
  )
  const limit = ground.limit('login pages', {
    ...{ times: PAGES_OF_ADDRESS, timesOfAll: PAGES_OF_ALL, windowMs: MINUTE_MS },
  })
  const logoutLimit = ground.limit('logins ended by their provider', {
    ...{ times: LOGOUTS_OF_ADDRESS, timesOfAll: PAGES_OF_ALL, windowMs: MINUTE_MS },
  })
  const accounts = await openAccounts({ ...ground, mail, records, sessions, visits }, settings.accounts)
  const hasAccounts = typeof accounts !== 'string'
  const accountLabel = hasAccounts ? (settings.accounts?.label ?? null) : null
  const pageParts = {
    ...{ ...ground, browsers, codes, visits, sessions, met, staff, ways, records, limit, logoutLimit, accountLabel },
  }
  const captchas = ground.limit('account captchas', {
    ...{ times: CAPTCHAS_OF_ADDRESS, timesOfAll: CAPTCHAS_OF_ALL, windowMs: MINUTE_MS },
  })
  const texts = ground.limit('account texts', {
    ...{ times: TEXTS_OF_ADDRESS, timesOfAll: TEXTS_OF_ALL, windowMs: TEXT_WINDOW_MS },
  })
  const limits = { pages: limit, captchas, texts }
  const accountPages = (app: FastifyInstance) =>
    hasAccounts
      ? registerAccountPages(app, { ...ground, accounts, limits, letIn: createLetIn({ browsers, sessions, met }) })
      : registerNoAccountPages(app, accounts, house)
  const pins =
    settings.cardPin === null
      ? null
      : createCardPins({ db, clock, passwords: createPasswords(), pepper: await readPepper(settings.cardPin) })
  const furtherPages = (app: FastifyInstance) => {
    accountPages(app)
    registerNotMePages(app, { ...ground, disowning: createDisowning({ db, clock, sessions, visits }), limit })
    registerPinPages(app, { ...ground, pins, sessions, records, limit })
  }
  return {
    doors: {
      visits,
      find: means => findPerson(records, means),
      logins: ways.size > 0 || hasAccounts ? createKioskLogins({ db, clock, codes, publicBaseUrl }) : null,
      sessions,
      accountsOf: personIds => accountsOf({ db, records, seals }, personIds),
      accountIdsOf: personIds => accountIdsOf({ db, records, seals }, personIds),
      mailOf: personId => provenMail({ db, records, seals }, personId),
      pins,
      staffLogins: staff,
      holdsMailbox: hasAccounts ? createHoldsMailbox({ ...ground, records, rows: accounts.rows }) : async () => false,
      whoVisits: whoVisits(sessions, house),
    },
    handlers: meHandlers({
      ...ground,
      sessions,
      visits,
      records,
      offered: offeredWays({ ways, accountLabel }, { headers: {} }),
      hasCardPin: pins !== null,
      ways,
    }),
    pages: app => registerIdentityPages(app, pageParts, furtherPages),
    erasing: createEraseIdentity({ db, clock, mail, records, seals, visits }),
    sweeps: [
      { name: 'logins', everyMs: HOUR_MS, run: () => forgetOldLogins(db, clock) },
      { name: 'notices of logins', everyMs: NOTICES_EVERY_MS, run: () => notices.tell() },
      { name: 'old notices of logins', everyMs: HOUR_MS, run: () => notices.tidy() },
      { name: 'web sessions', everyMs: HOUR_MS, run: () => sessions.tidy() },
      ...(hasAccounts ? accounts.sweeps : []),
    ],
  }
}
