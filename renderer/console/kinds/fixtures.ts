import {
  type KindPage,
  type SampleLook,
  TEMPLATES_ROUTES,
  type TemplateTrial,
  type TemplateVersion,
  type TriedDocument,
} from '../../../src/contract/templates-api.ts'
import { both } from '../../../src/contract/texts.ts'
import { ok } from '../../../src/result.ts'
import { answersTo, type ConsoleFixture } from '../fixtures/console-fixture.ts'
import { refuses } from '../fixtures/fixture-server.ts'

const HERE = { otherSites: 0, otherTerminals: 0 }

const version: TemplateVersion = {
  ...{ number: 3, at: '2026-11-22T01:02:03.000Z', by: '李晓梅', byteLength: 9_120, outcome: 'passed' },
}
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
    templateVersions: async () => ok({ running: 2, versions: [version] }),
  })
const trial = (changes: Partial<TemplateTrial>) =>
  answersTo(TEMPLATES_ROUTES, {
    templateTrial: async () =>
      ok({
        ...{ ...version, kind: 'transcript', title: kind.title, isOver: true, running: 0 },
        files: [{ path: 'transcript.typ', bytes: 4_211 }],
        documents: [],
        ...changes,
      }),
  })
const document = (sample: string, is: TriedDocument['is']): TriedDocument => ({
  ...{ key: `zh.${sample}`, sample: both(sample, sample), edition: kind.title, is },
})
const page = { page: 1, hasBefore: true, hasAfter: true, spots: [{ x: 100, y: 80, width: 300, height: 40 }] }

const VERSION = 'kinds/transcript/versions/3'
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
  {
    ...{ name: 'version', path: VERSION, role: 'registrar' },
    answers: trial({
      documents: [
        document('usual', {
          is: 'drawn',
          before: 1,
          after: 2,
          pages: [page, { ...page, page: 2, hasBefore: false, spots: [] }],
        }),
        document('many', { is: 'drawn', before: 3, after: 3, pages: [] }),
      ],
    }),
  },
  {
    ...{ name: 'version-refused', path: VERSION, role: 'admin' },
    answers: trial({
      outcome: 'refused',
      documents: [
        document('usual', { is: 'refused', why: 'time', words: '', runningToo: false }),
        document('rare', {
          is: 'refused',
          why: 'engine',
          words: 'transcript/transcript.typ: no glyph',
          runningToo: true,
        }),
        document('many', { is: 'waiting' }),
      ],
    }),
  },
  {
    ...{ name: 'version-under-way', path: VERSION, role: 'auditor' },
    answers: trial({ isOver: false, outcome: null, documents: [document('usual', { is: 'waiting' })] }),
  },
]
