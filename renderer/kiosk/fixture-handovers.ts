import { HANDOVER_ENDS } from '../../src/contract/handovers-api.ts'
import { fault } from '../../src/fault.ts'
import { type FixtureOf, leave, live, type OneOrMore, someone, TITLE } from './fixture.ts'
import type { ContentOf } from './kiosk-context.ts'

type Handover = ContentOf<'handing-over'>['handover']

const good = { countdown: { kind: 'login', remainingMs: 102_000, totalMs: 120_000 } } as const
const silent = fault('server-unreachable')
const at = (name: string, handover: Handover, around: Parameters<typeof live>[3] = good) =>
  live(name, someone, { screen: 'handing-over', title: TITLE, handover }, around)

const showing: Handover = {
  step: 'showing',
  url: 'https://print.example.edu.cn/t/Jm3kQ0yX5vT8wZr2bN6d1A',
  host: 'print.example.edu.cn',
  silent: null,
}

/** The file goes to the visitor's phone. */
export const HANDING_OVER: OneOrMore<FixtureOf<'handing-over'>> = [
  at('handover-code', showing),
  at('handover-code-silent', { ...showing, silent }),
  at('handover-opening', { step: 'opening' }, {}),
  at('handover-asked', { step: 'asked', digits: '47', silent: null, busy: false }),
  at('handover-asked-busy', { step: 'asked', digits: '47', silent, busy: true }),
  at('handover-given', { step: 'given' }, leave),
  ...HANDOVER_ENDS.map(why => at(`handover-over-${why}`, { step: 'over', why }, leave)),
  at('handover-refused', { step: 'cannot-begin', fault: fault('handover-refused') }, leave),
]
