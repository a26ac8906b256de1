import { APPROVALS } from './approvals/approvals-plan.ts'
import { BOOKS } from './books/books-plan.ts'
import { CASES } from './cases/cases-plan.ts'
import { CONSOLE } from './console/console-plan.ts'
import { DOCUMENTS } from './documents/documents-plan.ts'
import { ENQUIRIES } from './enquiries/enquiries-plan.ts'
import { ERASURE } from './erasure/erasure-plan.ts'
import { FOUR_EYES } from './four-eyes/four-eyes-plan.ts'
import { type ExampleSite, exampleYaml } from './ground/config/example.ts'
import type { ConfigOf } from './ground/config/sections.ts'
import { GROUND } from './ground/ground-plan.ts'
import type { RoomPlan } from './ground/room.ts'
import { migrationSteps } from './ground/store/migrate.ts'
import { HANDOVERS } from './handovers/handovers-plan.ts'
import { IDENTITY } from './identity/identity-plan.ts'
import { ISSUING } from './issuing/issuing-plan.ts'
import { MAIL } from './mail/mail-plan.ts'
import { ORDERS } from './orders/orders-plan.ts'
import { PAYMENTS } from './payments/payments-plan.ts'
import { PEOPLE } from './people/people-plan.ts'
import { PORTAL } from './portal/portal-plan.ts'
import { RECEIVERS } from './receivers/receivers-plan.ts'
import { RECONCILIATION } from './reconciliation/reconciliation-plan.ts'
import { RECORDS } from './records/records-plan.ts'
import { SIGNING } from './signing/signing-plan.ts'
import { STAFF } from './staff/staff-plan.ts'
import { TERMINALS } from './terminals/terminals-plan.ts'
import { VERIFICATION } from './verification/verification-plan.ts'

/** Every room of the server, in the order in which they need each other. */
export const ROOMS = [
  ...[
    GROUND,
    CASES,
    PAYMENTS,
    RECORDS,
    PEOPLE,
    MAIL,
    IDENTITY,
    STAFF,
    FOUR_EYES,
    DOCUMENTS,
    SIGNING,
    ISSUING,
    VERIFICATION,
  ],
  ...[BOOKS, ORDERS, APPROVALS, PORTAL, HANDOVERS, ENQUIRIES, RECEIVERS, ERASURE, TERMINALS],
  ...[RECONCILIATION, CONSOLE],
] as const satisfies readonly RoomPlan[]

/**
 * Every step from an empty database to the present one, in order: the number of a step is its place. Steps are added at the end and
 * never changed, for there are databases that have gone through them.
 */
export const MIGRATIONS = migrationSteps(ROOMS, [
  [
    ...['terminals-1-first-tables', 'identity-1-first-tables', 'issuing-1-first-tables', 'orders-1-first-tables'],
    ...['ground-1-audit', 'ground-1-setup-scripts'],
  ],
  ['identity-2-assurance', 'issuing-2-standing', 'ground-2-secrets-and-captchas', 'verification-1-first-tables'],
  ['issuing-3-proofs-and-batches'],
  [
    'orders-2-merchant-of-order',
    ...['ground', 'identity', 'issuing', 'orders', 'terminals', 'verification'].map(room => `${room}-comments`),
  ],
  [
    ...['cases-1-first-tables', 'books-1-first-tables', 'orders-3-unclear-copies', 'reconciliation-1-first-tables'],
    'orders-4-debts',
    'payments-1-first-tables',
    'orders-5-reprints',
  ],
  ...[['orders-6-code-of-digits'], ['cases-2-refunds-followed', 'orders-7-refunds-followed']],
  ['orders-8-proven-absent'],
  ['cases-3-refunds-returned', 'books-2-refunds-returned', 'orders-9-refunds-returned'],
  ['books-3-refunds-lost', 'orders-10-refunds-lost'],
  ...[['terminals-2-retired'], ['terminals-3-starts']],
  ...[['books-4-losses-returned', 'orders-11-losses-returned'], ['terminals-4-key-changes']],
  ...[['ground-3-rate-counts'], ['identity-3-proofs'], ['mail-1-first-tables']],
  ...[['identity-4-logins'], ['issuing-4-drafts']],
  ...[['portal-1-first-tables'], ['identity-5-accounts']],
  ['identity-staff-logins', 'staff-1-first-tables'],
  ...[['identity-6-limited-visits', 'portal-2-pickups'], ['identity-7-card-pins']],
  // One step each; on one line, for this file is read as a whole.
  ...[['mail-2-stopped'], ['handovers-1-first-tables'], ['identity-8-login-notices'], ['identity-9-refused-logins']],
  ...[['enquiries-1-first-tables'], ['verification-2-document-checks'], ['identity-10-phone-waived']],
  ...[['approvals-1-first-tables'], ['receivers-1-first-tables']],
  ...[['identity-11-visits-for-another', 'portal-3-mandates'], ['identity-12-visits-of-terminal']],
  ...[['receivers-2-told-owners'], ['issuing-5-of-person']],
  ['erasure-1-first-tables'],
  ...[['four-eyes-1-first-tables'], ['terminals-5-sites'], ['people-1-first-tables']],
  ['cases-4-erasing-fails', 'erasure-2-accounts'],
])

export {
  APPROVALS,
  BOOKS,
  CASES,
  CONSOLE,
  DOCUMENTS,
  ENQUIRIES,
  ERASURE,
  FOUR_EYES,
  HANDOVERS,
  IDENTITY,
  ISSUING,
  MAIL,
  ORDERS,
  PAYMENTS,
  PEOPLE,
  PORTAL,
  RECEIVERS,
  RECONCILIATION,
  RECORDS,
  SIGNING,
  STAFF,
  TERMINALS,
  VERIFICATION,
}

/** The whole configuration, checked and with its paths absolute. */
export type ServerConfig = ConfigOf<typeof ROOMS>

/** A commented configuration as a demonstration or a new site starts with it. */
export const exampleServerYaml = (site: ExampleSite): string => exampleYaml(ROOMS, site)
