import { DOCUMENT_DESK_ROUTES } from '../../../src/contract/document-desk-api.ts'
import { type LostCardLine, PEOPLE_ROUTES, type PersonPage } from '../../../src/contract/people-api.ts'
import { ok } from '../../../src/result.ts'
import { SAMPLE_KINDS } from '../documents/sample-kinds.ts'
import { answersTo, type ConsoleFixture } from '../fixtures/console-fixture.ts'
import { refuses } from '../fixtures/fixture-server.ts'
import { CONSENT_ANSWERS } from '../privacy/fixtures.tsx'
import { OnePerson } from './one-person-page.tsx'

const AT = '2026-11-22T01:02:03.000Z'
const ID = 'Zk3vQ9s_LmT1-aB7xYcD0e'
const who = { personId: 'sample', nameMasked: { zh: '沈**', en: 'S*** R******' }, numberMasked: '******0091' }
const found = {
  ...who,
  ...({ group: 'graduate', status: 'enrolled' } as const),
  college: { zh: '计算机学院', en: 'School of Computer Science' },
}
const lasting = { by: '李晓梅', lastDay: null, endedAt: null, endedBy: null, isInForce: true, fromList: false, at: AT }
const card: LostCardLine = {
  ...{ lostCardId: ID, cardMasked: '****D9E1', person: who, reason: '本人电话挂失', reportedAt: AT },
  ...{ reportedBy: '李晓梅', fromList: false, foundAt: null, foundBy: null },
}
const person: PersonPage = {
  ...found,
  ...{ idNumberMasked: '110***********0023', major: { zh: '软件工程', en: 'Software Engineering' }, level: 'master' },
  ...{ since: '2024-09-01', until: null, countsByKind: false },
  documents: [
    {
      ...{ documentId: ID, documentNumber: '20261122-7QK4M2ZP', title: { zh: '成绩单', en: 'Transcript' } },
      ...{ issuedAt: AT, state: 'valid' },
    },
  ],
  orders: [
    {
      ...{ orderId: ID, orderNumber: '261122-7QK4M2Z', documentNumber: '20261122-7QK4M2ZP', at: AT, state: 'ended' },
      ...{ title: { zh: '成绩单', en: 'Transcript' }, copies: 2, copiesDelivered: 2, paidFen: 200, refundFen: 0 },
    },
  ],
  freeCopies: [{ kind: 'transcript', title: { zh: '成绩单', en: 'Transcript' }, left: 3 }],
  offers: [],
  cards: [card],
  holds: [
    {
      ...{ ...lasting, ...who, holdId: ID, kinds: ['transcript'], endReason: null },
      reason: { zh: '图书未还', en: 'Books are not returned' },
    },
  ],
  approvals: [{ ...lasting, ...who, approvalId: ID, kind: 'transcript', note: '教务处同意' }],
  grants: [{ ...lasting, ...who, grantId: ID, kind: null, copies: 3, reason: '困难补助', isWaiver: false }],
  looks: [{ at: AT, by: '李晓梅', reason: '电话核对身份' }],
}
const kinds = answersTo(DOCUMENT_DESK_ROUTES, { deskKinds: async () => ok({ kinds: SAMPLE_KINDS }) })
const people = (answers: Parameters<typeof answersTo<typeof PEOPLE_ROUTES>>[1]) => ({
  ...kinds,
  ...CONSENT_ANSWERS,
  ...answersTo(PEOPLE_ROUTES, answers),
})

/** The pages of people and cards as they may be. */
export const PEOPLE_FIXTURES: readonly ConsoleFixture[] = [
  {
    ...{ name: 'people', path: 'people' },
    answers: people({ findPeople: async () => ok({ people: [found], hasMore: true }) }),
  },
  { name: 'person-of-before', path: 'people/one', answers: people({ personPage: async () => ok(person) }) },
  {
    ...{ name: 'person', path: 'people/one', screen: <OnePerson personId="sample" /> },
    answers: people({ personPage: async () => ok(person) }),
  },
  {
    ...{ name: 'cards', path: 'cards' },
    answers: people({
      lostCards: async () =>
        ok({ rows: [card, { ...card, lostCardId: `${ID}2`, foundAt: AT, person: null }], next: null }),
    }),
  },
  { name: 'cards-none', path: 'cards', answers: people({ lostCards: async () => ok({ rows: [], next: null }) }) },
  { name: 'cards-away', path: 'cards', answers: people({ lostCards: refuses('server-unreachable', null) }) },
]
