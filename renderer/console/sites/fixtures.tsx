import { FLEET_ROUTES } from '../../../src/contract/fleet-api.ts'
import { ok } from '../../../src/result.ts'
import { answersTo, type ConsoleFixture } from '../fixtures/console-fixture.ts'
import { FLEET_ANSWERS } from '../fleet/fixtures.tsx'
import { PageHead } from '../parts/page-head.tsx'
import { SETTINGS_ANSWERS } from '../settings/fixtures.ts'
import { type Move, MoveDifference } from './move-difference.tsx'

const MOVE: Move = {
  changes: [
    { path: 'prices.zhFen', before: 200, after: 300 },
    { path: 'help.phone', before: '010-5555 0101', after: '010-5555 0202' },
  ],
  needsAgreement: true,
}
const ANSWERS = {
  ...{ ...FLEET_ANSWERS, ...SETTINGS_ANSWERS },
  ...answersTo(FLEET_ROUTES, { fleetMove: async () => ok(MOVE) }),
}

/** The pages of the sites. */
export const SITES_FIXTURES: readonly ConsoleFixture[] = [
  { name: 'sites', path: 'sites', answers: ANSWERS },
  { name: 'site', path: 'sites/main', answers: ANSWERS },
  {
    ...{ name: 'site-move', path: 'sites/main', answers: ANSWERS },
    screen: (
      <>
        <PageHead title="·" />
        <MoveDifference
          answer={{
            ...{ value: MOVE, refusal: null, isBusy: false },
            ...{ again: async () => undefined, put: () => undefined },
          }}
        />
      </>
    ),
  },
]
