import { AUDIT_FIXTURES } from './audit/fixtures.ts'
import { CASES_FIXTURES } from './cases/fixtures.ts'
import { COMPLAINTS_FIXTURES } from './complaints/fixtures.ts'
import { DOCUMENT_FIXTURES } from './documents/fixtures.tsx'
import type { ConsoleFixture } from './fixtures/console-fixture.ts'
import { PART_FIXTURES } from './fixtures/parts-fixtures.tsx'
import { FLEET_FIXTURES } from './fleet/fixtures.tsx'
import { IMPORT_FIXTURES } from './imports/fixtures.ts'
import { KIND_FIXTURES } from './kinds/fixtures.ts'
import { MONEY_FIXTURES } from './money/fixtures.ts'
import { ORDERS_FIXTURES } from './orders/fixtures.ts'
import { OVERVIEW_FIXTURES } from './overview/fixtures.ts'
import { PEOPLE_FIXTURES } from './people/fixtures.tsx'
import { PRIVACY_FIXTURES } from './privacy/fixtures.tsx'
import { PROPOSAL_FIXTURES } from './proposals/fixtures.ts'
import { REPORTS_FIXTURES } from './reports/fixtures.ts'
import { SETTINGS_FIXTURES } from './settings/fixtures.ts'
import { SITES_FIXTURES } from './sites/fixtures.tsx'
import { STAFF_FIXTURES } from './staff/fixtures.ts'

/** Every state of the console that is looked at: each page has one at least, as a test says. */
export const CONSOLE_FIXTURES: readonly ConsoleFixture[] = [
  ...[...OVERVIEW_FIXTURES, ...PART_FIXTURES, ...ORDERS_FIXTURES, ...CASES_FIXTURES, ...COMPLAINTS_FIXTURES],
  ...[...MONEY_FIXTURES, ...REPORTS_FIXTURES, ...FLEET_FIXTURES, ...SITES_FIXTURES],
  ...[...PROPOSAL_FIXTURES, ...STAFF_FIXTURES, ...AUDIT_FIXTURES, ...PRIVACY_FIXTURES],
  ...[...PEOPLE_FIXTURES, ...DOCUMENT_FIXTURES, ...KIND_FIXTURES, ...IMPORT_FIXTURES],
  ...SETTINGS_FIXTURES,
]
