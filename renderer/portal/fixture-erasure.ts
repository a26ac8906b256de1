import type { Erasure } from '../../src/contract/erasure-api.ts'

const ARCHIVES = {
  why: {
    zh: '学校出具过的文件要能一直被查验，出具记录属于学校档案（《档案法》）。只保存，不再用于别的。',
    en: 'What the university has issued must go on being checkable, and that it was issued belongs to its archives (Archives Law). It is kept and used for nothing else.',
  },
  until: { zh: '学校档案的保管期限届满为止', en: 'Until the term of the university’s archives is over' },
}

/** What of a person goes and what stays, as the server answers. */
export const ERASURE: Erasure = {
  goes: [
    { about: { zh: '网上申请', en: 'Applications on the web' }, entries: 12 },
    { about: { zh: '发出的信件', en: 'Letters with files' }, entries: 4 },
    { about: { zh: '分享链接', en: 'Links for others' }, entries: 2 },
    { about: { zh: '网页登录', en: 'Sessions on the web' }, entries: 1 },
  ],
  stays: [
    { about: { zh: '出具的文件', en: 'Documents that were made' }, entries: 9, ...ARCHIVES },
    {
      about: { zh: '打印订单与付款', en: 'Orders of copies and their payments' },
      entries: 3,
      why: {
        zh: '收费、退款和出纸的凭据属于会计档案，依法必须保存（《会计法》）。只保存，不再用于别的。',
        en: 'Proofs of charges, refunds and of the paper for them are accounting records, which the law has kept (Accounting Law). They are kept and used for nothing else.',
      },
      until: {
        zh: '会计档案的保管期限届满为止：自订单所在年度结束起至少十年',
        en: 'Until the term of accounting records is over: ten years at least from the end of the year of the order',
      },
    },
  ],
  closesAccount: true,
  running: [],
  graceDays: 7,
  lettersTo: ['l***@stu.example.edu.cn'],
  wish: null,
}

export const WISH: NonNullable<Erasure['wish']> = {
  ...{ state: 'waiting', askedAt: '2026-11-23T01:20:00Z', dueAt: '2026-11-30T01:20:00Z' },
  ...{ partsDone: 0, parts: 9 },
}
