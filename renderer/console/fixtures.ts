import type { ConsoleFixture } from './fixtures/console-fixture.ts'
import { PART_FIXTURES } from './fixtures/parts-fixtures.tsx'
import { OVERVIEW_FIXTURES } from './overview/fixtures.ts'

/** Every state of the console that is looked at: each page has one at least, as a test says. */
export const CONSOLE_FIXTURES: readonly ConsoleFixture[] = [...OVERVIEW_FIXTURES, ...PART_FIXTURES]
