import { BOOKS } from './books/books-plan.ts'
import { CASES } from './cases/cases-plan.ts'
import { DOCUMENTS } from './documents/documents-plan.ts'
import { type ExampleSite, exampleYaml } from './ground/config/example.ts'
import type { ConfigOf } from './ground/config/sections.ts'
import { GROUND } from './ground/ground-plan.ts'
import type { RoomPlan } from './ground/room.ts'
import { migrationSteps } from './ground/store/migrate.ts'
import { IDENTITY } from './identity/identity-plan.ts'
import { ISSUING } from './issuing/issuing-plan.ts'
import { ORDERS } from './orders/orders-plan.ts'
import { PAYMENTS } from './payments/payments-plan.ts'
import { RECONCILIATION } from './reconciliation/reconciliation-plan.ts'
import { RECORDS } from './records/records-plan.ts'
import { SIGNING } from './signing/signing-plan.ts'
import { TERMINALS } from './terminals/terminals-plan.ts'
import { VERIFICATION } from './verification/verification-plan.ts'

/** Every room of the server, in the order in which they need each other. */
export const ROOMS = [
  ...[GROUND, CASES, PAYMENTS, RECORDS, IDENTITY, DOCUMENTS, SIGNING, ISSUING, VERIFICATION, BOOKS, ORDERS, TERMINALS],
  RECONCILIATION,
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
  ['orders-6-code-of-digits'],
  ['cases-2-refunds-followed', 'orders-7-refunds-followed'],
  ['orders-8-proven-absent'],
  ['cases-3-refunds-returned', 'books-2-refunds-returned', 'orders-9-refunds-returned'],
  ['books-3-refunds-lost', 'orders-10-refunds-lost'],
  ['terminals-2-retired'],
  ['terminals-3-starts'],
])

export {
  BOOKS,
  CASES,
  DOCUMENTS,
  IDENTITY,
  ISSUING,
  ORDERS,
  PAYMENTS,
  RECONCILIATION,
  RECORDS,
  SIGNING,
  TERMINALS,
  VERIFICATION,
}

/** The whole configuration, checked and with its paths absolute. */
export type ServerConfig = ConfigOf<typeof ROOMS>

/** A commented configuration as a demonstration or a new site starts with it. */
export const exampleServerYaml = (site: ExampleSite): string => exampleYaml(ROOMS, site)
