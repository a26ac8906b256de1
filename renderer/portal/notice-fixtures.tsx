import { ok } from '../../src/result.ts'
import { NEVER_AGREED, WITHDRAWN } from './fixture-notice.ts'
import { refusal } from './fixture-server.ts'
import { LooksScreen } from './looks-screen.tsx'
import { NoticeScreen, type NoticeScreenProps } from './notice-screen.tsx'
import type { Place } from './place.ts'
import type { PortalFixture } from './portal-fixture.ts'

const APPLY: Place = { screen: 'apply' }
const LOOKS: Place = { screen: 'looks' }
const NOTICE: Place = { screen: 'notice' }
const SLOW = { isBusy: false, refusal: refusal('server-slow', null) }

/** Before what the person wants. */
const gate = (name: string, first?: NoticeScreenProps['first']): PortalFixture => ({
  ...{ name, place: APPLY, screen: <NoticeScreen onAgreed={() => undefined} first={first} /> },
  server: { ownNotice: async () => ok(NEVER_AGREED) },
})

/** What a person is told and agrees to, and who of the staff has looked. */
export const NOTICE_FIXTURES: readonly PortalFixture[] = [
  gate('notice-gate'),
  gate('notice-gate-failed', { agree: SLOW }),
  { name: 'notice', place: NOTICE, screen: <NoticeScreen /> },
  { name: 'notice-sure', place: NOTICE, screen: <NoticeScreen first={{ isSure: true }} /> },
  {
    ...{ name: 'notice-withdrawn', place: NOTICE, screen: <NoticeScreen /> },
    server: { ownNotice: async () => ok(WITHDRAWN) },
  },
  { name: 'looks', place: LOOKS, screen: <LooksScreen /> },
  {
    ...{ name: 'looks-none', place: LOOKS, screen: <LooksScreen /> },
    server: { looks: async () => ok({ looks: [] }) },
  },
]
