import type { VisitorOffer } from '../../src/contract/documents.ts'

const offer = (
  kind: string,
  edition: string,
  title: [string, string],
  detail: [string, string],
  unitPriceFen: number,
): VisitorOffer => ({
  kind,
  edition,
  title: { zh: title[0], en: title[1] },
  detail: { zh: detail[0], en: detail[1] },
  unitPriceFen,
  hasFile: true,
  unavailable: null,
  freeCopiesLeft: 5,
  opensWithPin: false,
  approval: null,
})

const TERM: [string, string] = ['主修 · 截至 2026 年春季学期', 'Major, up to the spring term of 2026']

/** What a student of the sample university may have. */
export const EXAMPLE_OFFERS: readonly VisitorOffer[] = [
  offer('transcript', 'zh', ['中文成绩单', 'Transcript in Chinese'], TERM, 200),
  offer('transcript', 'en', ['英文成绩单', 'Transcript in English'], TERM, 500),
  offer(
    'enrolment-proof',
    'zh',
    ['中文在读证明', 'Proof of enrolment in Chinese'],
    ['本科 · 2024 级', 'Undergraduate, entered in 2024'],
    200,
  ),
  offer(
    'enrolment-proof',
    'en',
    ['英文在读证明', 'Proof of enrolment in English'],
    ['本科 · 2024 级', 'Undergraduate, entered in 2024'],
    500,
  ),
  {
    ...offer('minor-transcript', 'zh', ['辅修成绩单', 'Minor transcript'], TERM, 200),
    unavailable: { zh: '还没有辅修成绩，请问教务处', en: 'No results for a minor yet. Ask the registry' },
  },
]

/** One of them asks for the digits of the campus card. */
export const PIN_OFFERS: readonly VisitorOffer[] = EXAMPLE_OFFERS.map(offer =>
  offer.kind === 'minor-transcript' ? { ...offer, opensWithPin: true } : offer,
)

/** The one document that is collected for somebody else. */
export const ANOTHERS_OFFERS: readonly VisitorOffer[] = [
  {
    ...offer('transcript', 'zh', ['中文成绩单', 'Transcript in Chinese'], ['编号 2026-000417', 'No. 2026-000417'], 200),
    freeCopiesLeft: 0,
  },
]

/** Nothing of what somebody would have can be given out. */
export const HELD_OFFERS: readonly VisitorOffer[] = EXAMPLE_OFFERS.slice(0, 3).map(offer => ({
  ...offer,
  unavailable: {
    zh: '学籍信息正在核查，请问教务处，电话 010-0000 0000。',
    en: 'Your record is being reviewed. Ask the registry, telephone 010-0000 0000.',
  },
}))

/** More than one screen holds, with names as long as real ones are. */
export const LONG_OFFERS: readonly VisitorOffer[] = [
  ...EXAMPLE_OFFERS,
  offer(
    'english-test',
    'zh',
    ['大学英语六级考试成绩证明', 'Certificate of the College English Test, Band 6'],
    ['2025 年 12 月', 'December 2025'],
    200,
  ),
  offer(
    'degree-proof',
    'zh',
    ['学士学位证明书（补办）', "Replacement certificate of a bachelor's degree"],
    ['工学学士 · 2026 届', 'Bachelor of Engineering, class of 2026'],
    200,
  ),
  offer(
    'ranking',
    'zh',
    ['专业综合成绩排名证明', 'Certificate of overall ranking within the major'],
    ['前六学期，加权平均', 'First six terms, weighted average'],
    200,
  ),
  offer('credit-proof', 'zh', ['学分及平均学分绩点证明', 'Certificate of credits and grade point average'], TERM, 200),
  offer(
    'visiting',
    'en',
    ['交流访学经历英文证明', 'Certificate of study abroad as an exchange student'],
    ['2025 年秋季学期', 'Autumn term of 2025'],
    49_999,
  ),
]

const STUDENT_AFFAIRS = { zh: '学生工作处', en: 'Student Affairs Office' }
const LONG_OFFICE = {
  zh: '研究生院学位与研究生教育管理办公室',
  en: 'Office of Degrees and Postgraduate Education of the Graduate School',
}
const REASON = { zh: '出具前需审批', en: 'Needs an approval first' }
const standing = (offered: VisitorOffer | undefined, approval: VisitorOffer['approval']): VisitorOffer => ({
  ...offered!,
  approval,
  unavailable: approval?.state === 'approved' ? null : REASON,
})
const needed = { state: 'needed', office: STUDENT_AFFAIRS, withinWorkingDays: 3, isAlways: true } as const
const waiting = {
  state: 'waiting',
  office: STUDENT_AFFAIRS,
  askedAt: '2026-11-20T02:12:00Z',
  promisedAt: '2026-11-25T02:12:00Z',
} as const

/** Offices must agree to some of them, and have to one. */
export const APPROVAL_OFFERS: readonly VisitorOffer[] = [
  standing(EXAMPLE_OFFERS[2], {
    state: 'approved',
    office: STUDENT_AFFAIRS,
    printableUntil: '2026-12-20T02:12:00Z',
  }),
  standing(LONG_OFFERS[7], needed),
  standing(EXAMPLE_OFFERS[3], waiting),
  ...EXAMPLE_OFFERS.slice(0, 2),
]

/** Nothing is to be had without an approval, in words as long as real ones are. */
export const LONG_APPROVAL_OFFERS: readonly VisitorOffer[] = [
  standing(LONG_OFFERS[6], { ...needed, office: LONG_OFFICE, isAlways: false }),
  standing(LONG_OFFERS[9], { ...waiting, office: LONG_OFFICE }),
]
