import type { ConsoleFixture } from '../fixtures/console-fixture.ts'

/** The first page. */
export const OVERVIEW_FIXTURES: readonly ConsoleFixture[] = [
  { name: 'overview', path: '', role: 'registrar', answers: {} },
  { name: 'not-found', path: 'nowhere', answers: {} },
]
