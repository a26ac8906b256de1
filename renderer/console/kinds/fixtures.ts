import { type KindPage, type SampleLook, TEMPLATES_ROUTES } from '../../../src/contract/templates-api.ts'
import { both } from '../../../src/contract/texts.ts'
import { ok } from '../../../src/result.ts'
import { answersTo, type ConsoleFixture } from '../fixtures/console-fixture.ts'
import { refuses } from '../fixtures/fixture-server.ts'

const HERE = { otherSites: 0, otherTerminals: 0 }

/** A kind as a house may have it. */
const kind: KindPage = {
  ...{ kind: 'transcript', title: both('中文成绩单', 'Transcript (Chinese)') },
  offices: [
    { group: null, office: both('教务处', 'Office of Academic Affairs') },
    { group: 'graduate', office: both('研究生院', 'Graduate School') },
  ],
  ...{ groups: ['undergraduate', 'graduate'], levels: null, statuses: ['enrolled', 'graduated'] },
  ...{ assurance: { level: 'A2', withinMinutes: 5 }, paperOnly: false, validityDays: 180 },
  offered: { ...HERE, from: 'file', is: true },
  freeCopies: { from: 'global', otherSites: 1, otherTerminals: 2, copies: 2 },
  editions: [
    {
      ...{
        edition: 'zh',
        title: both('中文成绩单', 'Transcript (Chinese)'),
        language: 'zh',
        template: 'transcript.typ',
      },
      price: { ...HERE, from: 'file', fen: 200, priceClass: 'zh' },
    },
    {
      ...{
        edition: 'en',
        title: both('英文成绩单', 'Transcript (English)'),
        language: 'en',
        template: 'transcript.typ',
      },
      price: { from: 'global', otherSites: 2, otherTerminals: 0, fen: 650, priceClass: 'en' },
    },
  ],
  holds: [{ set: 'holds', reason: both('学费未缴清。', 'Your fees are not paid.') }],
  approval: {
    ...{ by: 'office', office: both('教务处', 'Office of Academic Affairs'), withinWorkingDays: 3, printableDays: 30 },
    ...{ reason: both('需经教务处审核。', 'The office looks at it first.'), purposes: ['abroad', 'visa'] },
  },
  seal: {
    words: [
      { group: 'undergraduate', words: '教务处成绩专用章', from: 'kind' },
      { group: 'graduate', words: '研究生院成绩专用章', from: 'site' },
    ],
    certificate: {
      ...{
        subject: '印证演示大学',
        issuer: '演示签章根',
        until: '2029-01-01T00:00:00.000Z',
        algorithm: 'ecdsa-sha256',
      },
    },
  },
  samples: [
    { key: 'usual', title: both('一般', 'Usual') },
    { key: 'long-name', title: both('名字很长', 'A long name') },
  ],
}
const answers = (look: SampleLook, changes: Partial<KindPage> = {}) =>
  answersTo(TEMPLATES_ROUTES, {
    kindPage: async () => ok({ ...kind, ...changes }),
    lookAtSample: async () => ok(look),
  })

/** The page of a kind as it may be. */
export const KIND_FIXTURES: readonly ConsoleFixture[] = [
  {
    ...{ name: 'kind', path: 'kinds/transcript', role: 'registrar' },
    answers: answers({ is: 'pages', pages: 2, mark: 'a'.repeat(64) }),
  },
  {
    ...{ name: 'kind-refused', path: 'kinds/transcript', role: 'auditor' },
    answers: answers(
      { is: 'refused', reason: both('没有成绩记录。', 'There are no results on record.') },
      {
        ...{ holds: [], validityDays: null, paperOnly: true, assurance: { level: 'A1', withinMinutes: null } },
        ...{ approval: null, seal: { words: [{ group: null, words: '电子签章', from: 'house' }], certificate: null } },
      },
    ),
  },
  {
    ...{ name: 'kind-by-hand', path: 'kinds/transcript', role: 'operator' },
    answers: answers(
      { is: 'failed', byHand: true, detail: 'U+20BB7' },
      { approval: { by: 'word', set: 'agreed', reason: both('需导师同意。', 'Your supervisor agrees first.') } },
    ),
  },
  {
    ...{ name: 'kind-away', path: 'kinds/transcript', role: 'admin' },
    answers: answersTo(TEMPLATES_ROUTES, { kindPage: refuses('server-unreachable', null) }),
  },
]
