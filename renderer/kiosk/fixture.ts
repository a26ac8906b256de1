import type { Quote } from '../../src/contract/documents.ts'
import type { DocumentId } from '../../src/contract/ids.ts'
import type { KioskView, ScreenName } from '../../src/contract/kiosk-view.ts'
import type { ContentOf } from './kiosk-context.ts'

/** A view with a name, for looking at and for tests. `lost` and `connecting` are the states without a station. */
export interface Fixture {
  readonly name: string
  readonly status: 'live' | 'lost' | 'connecting'
  readonly view: KioskView
}

export const ORDER_NUMBER = '20261122000000204815'
export const SAMPLE_DOCUMENT = 'sample-document-0001' as DocumentId
/** Where a house may have bad copies laid. */
export const BAD_COPIES_PLACE = { zh: '机器右侧的回收盒', en: 'the box on the right of the machine' }
export const TITLE = { zh: '中文成绩单', en: 'Transcript in Chinese' }

export const free = (copies: number): Quote => ({
  copies,
  freeCopies: copies,
  paidCopies: 0,
  unitPriceFen: 200,
  amountFen: 0,
})
export const mixed: Quote = { copies: 7, freeCopies: 3, paidCopies: 4, unitPriceFen: 200, amountFen: 800 }
export const dear: Quote = { copies: 20, freeCopies: 0, paidCopies: 20, unitPriceFen: 49_999, amountFen: 999_980 }

export const nobody: Omit<KioskView, 'content'> = {
  language: 'zh-CN',
  aids: { largeText: false, highContrast: false, lowReach: false },
  university: { zh: '示范大学', en: 'Model University' },
  place: { zh: '图书馆南门', en: 'Library, south gate' },
  terminalName: { zh: '3 号机', en: 'Machine 3' },
  helpPhone: '023-6276-0000',
  timeZone: 'Asia/Shanghai',
  screenWidthMm: 336,
  visitor: null,
  countdown: null,
  isSetBackByTouch: false,
  aside: null,
  asking: false,
  look: { logo: null, accent: null },
  sounds: { volumePercent: 0, touches: false },
}
export const withFreeCopies = (freeCopiesLeft: number): Omit<KioskView, 'content'> => ({
  ...nobody,
  isSetBackByTouch: true,
  visitor: { name: { zh: '欧阳*', en: 'O***** N***' }, number: '******1234', freeCopiesLeft },
})
export const someone = withFreeCopies(5)
/** Collects the paper of somebody else, for which no free copies count. */
export const collector: Omit<KioskView, 'content'> = {
  ...someone,
  visitor: { ...someone.visitor!, freeCopiesLeft: null },
}
export const foreigner: Omit<KioskView, 'content'> = {
  ...nobody,
  university: { zh: '示范邮电与信息工程大学', en: 'Model University of Posts and Information Engineering' },
  visitor: {
    name: { zh: 'M********** A******** d* l* C*** y S****', en: 'M********** A******** d* l* C*** y S****' },
    number: '**********5678',
    freeCopiesLeft: 0,
  },
}

/** A fixture of one screen. */
export interface FixtureOf<Name extends ScreenName> extends Fixture {
  readonly view: Omit<KioskView, 'content'> & { readonly content: ContentOf<Name> }
}

/** A screen of the contract can't be without one. */
export type OneOrMore<T> = readonly [T, ...T[]]

type Surround = Partial<Omit<KioskView, 'content'>>
export const live = <Name extends ScreenName>(
  name: string,
  around: Omit<KioskView, 'content'>,
  content: ContentOf<Name>,
  more: Surround = {},
): FixtureOf<Name> => ({
  name,
  status: 'live',
  view: { ...around, ...more, content },
})

export const leave = {
  countdown: { kind: 'leave', remainingMs: 42_000, totalMs: 60_000 },
  isSetBackByTouch: true,
} as const
export const pay = { countdown: { kind: 'pay', remainingMs: 252_000, totalMs: 300_000 } } as const
export const paper = { countdown: { kind: 'paper', remainingMs: 96_000, totalMs: 120_000 } } as const

/** With what the invented visitors have paid. */
export const WECHAT_PAY = { zh: '微信支付', en: 'WeChat Pay' }
