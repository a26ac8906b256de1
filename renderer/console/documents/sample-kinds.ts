import type { DeskKind } from '../../../src/contract/document-desk-api.ts'

const both = (zh: string, en: string) => ({ zh, en })

/** Kinds as a house may have them, for looking at pages. */
export const SAMPLE_KINDS: DeskKind[] = [
  {
    ...{ kind: 'transcript', title: both('成绩单', 'Transcript'), office: both('教务处', 'Academic Affairs') },
    ...{ groups: ['undergraduate', 'graduate'], statuses: ['enrolled', 'graduated'], validityDays: null },
    editions: [
      { edition: 'zh', title: both('中文成绩单', 'Transcript (Chinese)'), language: 'zh', unitPriceFen: 200 },
      { edition: 'en', title: both('英文成绩单', 'Transcript (English)'), language: 'en', unitPriceFen: 500 },
    ],
    ...{ paperOnly: false, assurance: 'A1', sealWords: '教务处成绩专用章', holds: [both('学费未缴清', 'Fees unpaid')] },
    approval: { by: 'word', reason: both('需教务处同意', 'Academic Affairs must agree') },
  },
  {
    ...{
      kind: 'enrolment-proof',
      title: both('在读证明', 'Certificate of enrolment'),
      office: both('学生处', 'Student Affairs'),
    },
    ...{ groups: ['undergraduate'], statuses: ['enrolled'], validityDays: 180, paperOnly: true, assurance: 'A2' },
    editions: [
      { edition: 'zh', title: both('在读证明', 'Certificate of enrolment'), language: 'zh', unitPriceFen: 200 },
    ],
    ...{ sealWords: null, holds: [], approval: null },
  },
]
