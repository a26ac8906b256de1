import { type ExampleSite, exampleYaml } from './ground/config/example.ts'
import type { ConfigOf } from './ground/config/sections.ts'
import type { RoomPlan } from './ground/room.ts'
import { migrationSteps } from './ground/store/migrate.ts'
import * as plans from './plans.ts'

export * from './plans.ts'

/** Every room of the server, in the order in which they need each other. */
export const ROOMS = [
  ...[plans.GROUND, plans.CASES, plans.PAYMENTS, plans.RECORDS, plans.PEOPLE, plans.MAIL, plans.NOTICE],
  ...[plans.IDENTITY, plans.STAFF, plans.FOUR_EYES, plans.DOCUMENTS, plans.SIGNING, plans.ISSUING, plans.VERIFICATION],
  ...[plans.BOOKS, plans.ORDERS, plans.COMPLAINTS, plans.SETTINGS, plans.APPROVALS, plans.PORTAL, plans.PEOPLE_DESK],
  ...[plans.DOCUMENT_DESK, plans.HANDOVERS, plans.ENQUIRIES, plans.RECEIVERS, plans.LOOKS, plans.ERASURE],
  ...[plans.TERMINALS, plans.RECONCILIATION, plans.REPORTS, plans.CONSOLE, plans.AUDIT, plans.FLEET],
  ...[plans.PRIVACY, plans.BACKUP, plans.TEMPLATES, plans.REMINDERS, plans.GRADUATION],
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
  ['audit-1-chain'],
  ...[['cases-5-staff-decide'], ['orders-12-desk-indexes']],
  ['looks-1-first-tables'],
  ...[['people-2-shown-in-lists']],
  ['staff-2-divided-administrators'],
  ['settings-1-first-tables'],
  ['privacy-1-retention-runs'],
  ['terminals-6-taken-out', 'fleet-1-first-tables'],
  ...[['issuing-6-for-the-desk', 'document-desk-1-first-tables']],
  ['reports-1-first-tables'],
  ['audit-2-reading'],
  ...[['people-desk-1-lists']],
  ['erasure-3-restored'],
  ['privacy-2-requests'],
  ['terminals-7-clock-off'],
  ['people-3-lists-taken-back', 'people-desk-2-reports'],
  ['cases-6-complaints', 'complaints-1-first-tables'],
  ['templates-1-first-tables'],
  ['fleet-2-notices'],
  ['issuing-7-group'],
  ['cases-7-audit-bent', 'audit-3-terminal-chains'],
  ['templates-2-published', 'issuing-8-template-version'],
  ['notice-1-first-tables', 'identity-13-notice-owed'],
  ['fleet-3-robot-looks', 'reminders-1-first-tables'],
  ['notice-2-withdrawn-on-paper'],
  ['graduation-1-first-tables'],
  ['graduation-2-photographs'],
  ['graduation-photographs-shown'],
  ['graduation-3-campaigns-and-checks'],
  ['graduation-claims'],
])

/** Every event of the audit trail, with the room whose it is. */
export const EVENTS = (ROOMS as readonly RoomPlan[]).flatMap(({ name: room, audit }) =>
  Object.entries(audit).map(([event, what]) => ({ event, room, what })),
)

/** What the rooms keep of people, and the pages on which staff work through what waits: of all of them together. */
export const LISTS = {
  personal: ROOMS.flatMap(({ personal: { rows } }) => [...rows]),
  worklists: ROOMS.flatMap(({ worklists }) => [...worklists]),
} as const

/** The whole configuration, checked and with its paths absolute. */
export type ServerConfig = ConfigOf<typeof ROOMS>

/** A commented configuration as a demonstration or a new site starts with it. */
export const exampleServerYaml = (site: ExampleSite): string => exampleYaml(ROOMS, site)
