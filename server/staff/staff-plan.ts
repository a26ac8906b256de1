import { STAFF_ROUTES } from '../../src/contract/staff-api.ts'
import { STAYS_OF_STAFF } from '../ground/reasons-to-stay.ts'
import { plan } from '../ground/room.ts'
import { DIVIDED_ADMINISTRATORS } from './migrations/divided-administrators.ts'
import { FIRST_TABLES } from './migrations/first-tables.ts'
import { STAFF_EVENTS } from './staff-audit.ts'
import { STAFF_COMMANDS } from './staff-commands.ts'
import { STAFF_RETENTION } from './staff-retention.ts'

const get = (path: string, summary: string) => ({ method: 'GET', path, summary }) as const
const post = (path: string, summary: string) => ({ method: 'POST', path, summary }) as const

/** The people who work with the server. */
export const STAFF = plan({
  name: 'staff',
  migrations: [FIRST_TABLES, DIVIDED_ADMINISTRATORS],
  tables: [
    ...(['staff_account', 'staff_factor', 'staff_recovery_code', 'staff_invitation', 'staff_session'] as const),
    'staff_try',
  ],
  permissions: ['staff.self', 'staff.see', 'staff.manage'],
  pages: [
    get('/staff', 'Where staff log in and begin: the page that the browser’s session has come to'),
    post('/staff/log-in', 'The first proof: login name and password'),
    post('/staff/begin', 'The first proof: to the university’s login'),
    get('/staff/back', 'Back from the university’s login'),
    get('/staff/enter', 'Takes what that login has proven'),
    get('/staff/set-up', 'Where a one-time code is entered'),
    post('/staff/set-up', 'Begins the set-up of an account with it'),
    post('/staff/set-up/local', 'Its first proof: a new login name and password'),
    post('/staff/set-up/totp', 'Its second proof: the first one-time password'),
    post('/staff/set-up/key', 'Its second proof: a security key'),
    get('/staff/step-up', 'The second proof once more'),
    post('/staff/second/totp', 'The second proof: a one-time password'),
    post('/staff/second/recovery', 'The second proof: a recovery code'),
    post('/staff/second/key', 'The second proof: a security key'),
    post('/staff/log-out', 'Ends this session'),
    get('/staff/factors', 'One’s own second proofs'),
    post('/staff/factors/totp', 'Adds one-time passwords'),
    post('/staff/factors/key', 'Adds a security key'),
    post('/staff/factors/remove', 'Removes one of several'),
    post('/staff/factors/recovery', 'Makes new recovery codes'),
    get('/staff/sessions', 'Where one is logged in'),
    post('/staff/sessions/end', 'Ends one of these'),
    get('/staff/people', 'Everybody who works here'),
    post('/staff/people/invite', 'Makes a one-time code for somebody new'),
    post('/staff/people/take-back', 'Takes back an invitation that nobody has used'),
    post('/staff/people/end', 'Ends the account of somebody else'),
    post(
      '/staff/people/reset',
      'Takes the second proofs of somebody else away, and makes a one-time code for new ones',
    ),
  ],
  routes: STAFF_ROUTES,
  audit: STAFF_EVENTS,
  commands: STAFF_COMMANDS,
  personal: {
    rows: [],
    keptBack: {
      staff_factor: {
        because: 'Of people as they work here: they see their own proofs on the page of their account.',
        erasure: STAYS_OF_STAFF,
      },
      staff_invitation: {
        because: 'Of people as they work here, before they have an account.',
        erasure: STAYS_OF_STAFF,
      },
      staff_account: {
        because: 'Of people as they work here: an administrator shows it to them on the page of accounts.',
        erasure: STAYS_OF_STAFF,
      },
    },
  },
  retention: STAFF_RETENTION,
})
