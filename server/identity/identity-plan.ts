import { z } from 'zod'
import { ME_ROUTES } from '../../src/contract/me-api.ts'
import type { ExampleSite } from '../ground/config/example.ts'
import type { PathAt } from '../ground/config/sections.ts'
import { plan } from '../ground/room.ts'
import { accountsSettingsSchema } from './accounts/accounts-settings.ts'
import { ACCOUNT_PAGES } from './accounts/pages/account-pages.ts'
import { IDENTITY_EVENTS } from './identity-audit.ts'
import { IDENTITY_COMMANDS } from './identity-commands.ts'
import { IDENTITY_PERSONAL } from './identity-personal.ts'
import { IDENTITY_RETENTION } from './identity-retention.ts'
import { ACCOUNTS } from './migrations/accounts.ts'
import { ASSURANCE } from './migrations/assurance.ts'
import { CARD_PINS } from './migrations/card-pins.ts'
import { COMMENTS } from './migrations/comments.ts'
import { VISITS } from './migrations/first-tables.ts'
import { LIMITED_VISITS } from './migrations/limited-visits.ts'
import { LOGIN_NOTICES } from './migrations/login-notices.ts'
import { LOGINS } from './migrations/logins.ts'
import { NOTICE_OWED } from './migrations/notice-owed.ts'
import { PHONE_WAIVED } from './migrations/phone-waived.ts'
import { PROOFS } from './migrations/proofs.ts'
import { REFUSED_LOGINS } from './migrations/refused-logins.ts'
import { STAFF_LOGINS } from './migrations/staff-logins.ts'
import { VISITS_FOR_ANOTHER } from './migrations/visits-for-another.ts'
import { VISITS_OF_TERMINAL } from './migrations/visits-of-terminal.ts'
import { loginNoticesSchema } from './notices/notice-settings.ts'
import { cardPinSchema } from './pins/pin-settings.ts'
import { waysSettingsSchema } from './ways/ways-settings.ts'

const config = (at: PathAt) => ({
  identity: z
    .strictObject({
      ways: waysSettingsSchema(at),
      accounts: accountsSettingsSchema,
      cardPin: cardPinSchema(at),
      loginNotices: loginNoticesSchema,
    })
    .prefault({}),
})

const NO_WAYS = `    cas: null
    wecom: null
    oidc: null`

const example = ({ ways = NO_WAYS, cardPin = 'null', mail }: ExampleSite) => `
# How people log in who have no card at hand: at a kiosk by scanning its code with a phone, and on the web. null: not that way.
#   cas: the university's CAS. server.baseUrl is where its /login stands; its administrator registers publicBaseUrl + /auth/cas/back/ as a
#     service. person says how the student or staff number is read out of what it tells: by default what it calls the user.
#   wecom: one of WeCom's applications, whose trusted domain is the host of publicBaseUrl. person reads the number out of its user id.
#   oidc: an OpenID provider, which is told publicBaseUrl + /auth/oidc/back as the address of return.
# ways:
#   cas:
#     server: { baseUrl: https://cas.example.edu.cn/cas, protocol: 3 }
#     person: { attribute: sno, letterCase: as-is, pattern: '.+' }
#   wecom:
#     app: { corpId: ww0123456789, agentId: 1000002, secretFile: wecom-secret.txt }
#   oidc:
#     provider: { issuer: https://login.example.edu.cn, clientId: print, clientSecretFile: oidc-secret.txt }
#     person: { attribute: preferred_username }
identity:
  ways:
${ways}
  # Accounts by e-mail for people whom none of these knows: adult education, alumni. They need mail, and sms for all but mailboxes that end
  # in one of withoutPhone. null: none.
  accounts: ${mail === undefined ? 'null' : '{ withoutPhone: [edu.cn] }'}
  # Six digits that a person sets on the web and types beside the campus card. pepperFile: outside the database, 32 random characters in its
  # first line. null: none.
  cardPin: ${cardPin}
  # Of which logins a person is told by mail, with a link that ends them, where the records (column mail) or an account know a mailbox.
  loginNotices: { newBrowsers: true, kiosks: true }
`

/** Who somebody is, and how surely that is known. */
export const IDENTITY = plan({
  name: 'identity',
  config,
  example,
  migrations: [
    VISITS,
    ASSURANCE,
    COMMENTS,
    PROOFS,
    LOGINS,
    ACCOUNTS,
    STAFF_LOGINS,
    LIMITED_VISITS,
    CARD_PINS,
    LOGIN_NOTICES,
    REFUSED_LOGINS,
    PHONE_WAIVED,
    VISITS_FOR_ANOTHER,
    VISITS_OF_TERMINAL,
    NOTICE_OWED,
  ],
  tables: [
    'visit',
    'login',
    'web_session',
    'account',
    'account_sign_up',
    'account_password_link',
    'account_code',
    'account_try',
    'card_pin',
    'login_notice',
  ],
  pages: [
    {
      method: 'GET',
      path: '/q/:loginId',
      summary: 'What a phone finds behind the code of a kiosk: where, and the ways to log in',
    },
    { method: 'POST', path: '/q/:loginId', summary: 'Goes on with that login by one of the ways' },
    { method: 'GET', path: '/q', summary: 'The login of this browser: the digits, and how it ended' },
    { method: 'POST', path: '/q', summary: 'Another try of it' },
    { method: 'POST', path: '/q/stop', summary: 'It was not I: ends what this browser’s login has led to' },
    { method: 'GET', path: '/auth/begin', summary: 'Begins a login on the web' },
    { method: 'POST', path: '/auth/begin', summary: 'The same by the way that was chosen' },
    { method: 'GET', path: '/auth/:way/back', summary: 'Where browsers come back to from an OpenID provider' },
    { method: 'GET', path: '/auth/:way/back/:loginId', summary: 'Where they come back to from the others' },
    { method: 'POST', path: '/auth/:way/back/:loginId', summary: 'Where a provider says that a login of it is over' },
    ...ACCOUNT_PAGES,
    { method: 'GET', path: '/not-me/:token', summary: 'The login that a letter has told of, and the way to end it' },
    { method: 'POST', path: '/not-me/:token', summary: 'Ends it: it was somebody else' },
    { method: 'GET', path: '/pin', summary: 'Where a person sets the digits of the campus card' },
    { method: 'POST', path: '/pin', summary: 'Sets them' },
    { method: 'POST', path: '/pin/remove', summary: 'Removes them' },
  ],
  routes: ME_ROUTES,
  audit: IDENTITY_EVENTS,
  commands: IDENTITY_COMMANDS,
  personal: IDENTITY_PERSONAL,
  retention: IDENTITY_RETENTION,
})
