import { fault } from '../../src/fault.ts'
import { type FixtureOf, live, type OneOrMore, someone } from './fixture.ts'
import type { ContentOf } from './kiosk-context.ts'

type CardPin = ContentOf<'card-pin'>
type Typing = Extract<CardPin['pin'], { step: 'typing' }>

const page = { url: 'https://print.example.edu.cn/pin', host: 'print.example.edu.cn' }
const empty: Typing = {
  ...{ step: 'typing', typedDigits: 0, digits: 6, triesLeft: 5 },
  ...{ isWrong: false, fault: null, busy: false },
}
const at = (name: string, pin: CardPin['pin'], more: Partial<CardPin> = {}): FixtureOf<'card-pin'> =>
  live(name, someone, { screen: 'card-pin', title: COMPUTER_TEST, page, pin, ...more })

const COMPUTER_TEST = { zh: '全国计算机等级考试成绩证明', en: 'Certificate of the National Computer Rank Examination' }
const LONG_PAGE = { url: 'https://print-and-verify.academic-affairs.model-university.edu.cn:8443/pin' }
const LONG_HOST = 'print-and-verify.academic-affairs.model-university.edu.cn:8443'

/** A document asks for the digits of the campus card. */
export const CARD_PIN: OneOrMore<FixtureOf<'card-pin'>> = [
  at('card-pin', { ...empty, typedDigits: 4 }),
  at('card-pin-empty', empty),
  at('card-pin-full', { ...empty, typedDigits: 6 }, { page: { ...LONG_PAGE, host: LONG_HOST } }),
  at('card-pin-busy', { ...empty, typedDigits: 6, busy: true }),
  at('card-pin-wrong', { ...empty, triesLeft: 2, isWrong: true }),
  at('card-pin-last', { ...empty, triesLeft: 1, isWrong: true }),
  at('card-pin-silent', { ...empty, typedDigits: 6, fault: fault('server-unreachable') }),
  at('card-pin-unset', { step: 'unset' }),
  at('card-pin-locked', { step: 'locked' }),
  at('card-pin-locked-long', { step: 'locked' }, { page: { ...LONG_PAGE, host: LONG_HOST } }),
]
