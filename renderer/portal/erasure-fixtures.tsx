import { ok } from '../../src/result.ts'
import { ErasureScreen } from './erasure-screen.tsx'
import { ERASURE, WISH } from './fixture-erasure.ts'
import { refusal } from './fixture-server.ts'
import type { PortalFixture } from './portal-fixture.ts'

const fixture = (name: string, more: Partial<typeof ERASURE>, screen = <ErasureScreen />): PortalFixture => ({
  ...{ name, place: { screen: 'erasure' }, screen },
  server: { erasure: async () => ok({ ...ERASURE, ...more }) },
})

const RUNNING = [
  {
    zh: '订单 20261130-0417 还没有结清（付款、出纸、退款或人工核对）',
    en: 'Order 20261130-0417 is not settled yet: its payment, its paper, a refund or a check by staff',
  },
]

/** Every state of the screen on which people have their data erased. */
export const ERASURE_FIXTURES: readonly PortalFixture[] = [
  fixture('erasure', {}),
  fixture('erasure-running', { running: RUNNING, closesAccount: false, lettersTo: [] }),
  fixture('erasure-nothing', { goes: [], stays: [], closesAccount: false }),
  fixture('erasure-sure', {}, <ErasureScreen first={{ isSure: true, act: { isBusy: false, refusal: null } }} />),
  fixture(
    'erasure-prove',
    {},
    <ErasureScreen first={{ isSure: true, act: { isBusy: false, refusal: refusal('proof-too-old', 403) } }} />,
  ),
  fixture('erasure-waiting', { wish: WISH }),
  fixture('erasure-held-up', { wish: { ...WISH, dueAt: '2026-11-22T01:20:00Z' }, running: RUNNING }),
  fixture('erasure-under-way', { wish: { ...WISH, state: 'under-way', partsDone: 4 } }),
]
