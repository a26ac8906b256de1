import { fault } from '../../src/fault.ts'
import { type FixtureOf, live, nobody, type OneOrMore } from './fixture.ts'
import type { ContentOf } from './kiosk-context.ts'

type Collecting = ContentOf<'collecting'>

const empty: Collecting = { screen: 'collecting', typed: '', digits: 8, canScan: true, fault: null, busy: false }
const at = (name: string, more: Partial<Collecting>): FixtureOf<'collecting'> =>
  live(name, { ...nobody, isSetBackByTouch: true }, { ...empty, ...more })

/** Paper is collected with a code. */
export const COLLECTING: OneOrMore<FixtureOf<'collecting'>> = [
  at('collecting', { typed: '30719' }),
  at('collecting-empty', {}),
  at('collecting-no-scanner', { canScan: false }),
  at('collecting-full', { typed: '30719264' }),
  at('collecting-busy', { typed: '30719264', busy: true }),
  at('collecting-refused', { fault: fault('pickup-code-refused') }),
  at('collecting-wait', { typed: '30719264', fault: fault('server-busy') }),
  at('collecting-silent', { typed: '30719264', fault: fault('server-unreachable') }),
]
