import {
  type Enquiry,
  type EnquiryDetail,
  type EnquiryId,
  enquiryDetailSchema,
  type Office,
  officeSchema,
} from '../../src/contract/enquiries-api.ts'

// Invented offices, and what an invented person has from them.

export const enquiryId = 'Qk3vQ9s_LmT1-aB7xYcD0e' as EnquiryId

const office = (officeId: string, zh: string, en: string, more: Partial<Record<keyof Office, unknown>> = {}): Office =>
  officeSchema.parse({
    ...{
      officeId,
      name: { zh, en },
      phone: '010-0000 0204',
      about: { zh: '本科成绩、课程、学年', en: 'Marks and courses' },
    },
    room: { zh: '行政楼 204', en: 'Administration Building, room 204' },
    hours: { zh: '周一至周五 8:30–11:30、14:00–17:00', en: 'Monday to Friday 8:30–11:30 and 14:00–17:00' },
    ...more,
  })

export const OFFICES: readonly Office[] = [
  office('academic-affairs', '教务处', 'Office of Academic Affairs'),
  office('graduate-school', '研究生院', 'Graduate School', { phone: '010-0000 0110' }),
  office('registry', '学籍管理科', 'Student Registry', { about: { zh: '姓名、学号', en: 'Names and numbers' } }),
  office('personnel', '人事处', 'Human Resources', {
    ...{ about: { zh: '', en: '' }, room: { zh: '', en: '' }, hours: { zh: '', en: '' }, phone: '' },
  }),
]

const AT = '2026-11-23T02:10:00Z'
const NAME = OFFICES[0]!.name
const message = (by: 'person' | 'office', what: string, text: string, at = AT) => ({ by, what, text, at, office: NAME })
const ASKED = message(
  'person',
  'said',
  '线性代数应为 92 分，期末试卷上写的是 92。\n2025 年秋季学期。',
  '2026-11-22T04:10:00Z',
)

/** One of them as its page shows it. */
export const enquiry = (more: object = {}): EnquiryDetail =>
  enquiryDetailSchema.parse({
    ...{ enquiryId, number: 'K7QX-93VD', kind: 'correction', office: NAME, state: 'open', outcome: null },
    document: {
      ...{ kind: 'transcript', edition: 'zh', number: '20261122-8QK4M2TX7RDN' },
      title: { zh: '中文成绩单', en: 'Transcript in Chinese' },
    },
    ...{ wrong: 'mark', openedAt: '2026-11-22T04:10:00Z', changedAt: AT, unread: 0, messages: [ASKED] },
    spot: { page: 1, x: 0.2, y: 0.4, width: 0.5, height: 0.06 },
    ...{ mailMasked: 'o***@example.edu.cn', version: 1, mayWrite: true, mayReopenUntil: null, ...more },
  })

export const CONVERSATION = enquiry({
  ...{ state: 'asked', version: 4, unread: 1 },
  messages: [
    ASKED,
    message('office', 'handed-over', ''),
    message('office', 'asked', '请问是哪位老师的课？'),
    message('person', 'said', '王老师的。'),
    message('office', 'answered', '谢谢，我们查一下原始成绩单，一般三个工作日。'),
  ],
})
const closed = { state: 'closed', mayReopenUntil: '2026-12-07T02:10:00Z' } as const
export const CORRECTED = enquiry({
  ...{ ...closed, outcome: 'corrected' },
  messages: [ASKED, message('office', 'closed', '已改为 92 分。')],
})
export const OVER = enquiry({ ...closed, outcome: 'silent', mayWrite: false, mailMasked: null, spot: null })

const line = ({
  messages: _,
  spot: _1,
  mailMasked: _2,
  version: _3,
  mayWrite: _4,
  mayReopenUntil: _5,
  ...one
}: EnquiryDetail): Enquiry => one

/** A list of them, one of each state. */
export const ENQUIRIES: readonly Enquiry[] = [
  line(CONVERSATION),
  line(enquiry({ enquiryId: 'Qk3vQ9s_LmT1-aB7xYcD01', number: '4M2T-7RDN' })),
  line(
    enquiry({
      ...{ enquiryId: 'Qk3vQ9s_LmT1-aB7xYcD02', number: '8QK4-M2TX', kind: 'question', wrong: null, document: null },
      ...{ state: 'answered', unread: 2, office: OFFICES[2]!.name },
    }),
  ),
  line({ ...CORRECTED, enquiryId: 'Qk3vQ9s_LmT1-aB7xYcD03' as EnquiryId }),
]
