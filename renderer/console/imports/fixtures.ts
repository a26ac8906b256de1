import { PEOPLE_LISTS_ROUTES, type PeopleList, type ReportRow } from '../../../src/contract/people-lists-api.ts'
import { ok } from '../../../src/result.ts'
import { answersTo, type ConsoleFixture } from '../fixtures/console-fixture.ts'
import { refuses } from '../fixtures/fixture-server.ts'

const AT = '2026-11-22T01:02:03.000Z'
const LATER = '2026-11-29T01:02:03.000Z'
const ID = 'Zk3vQ9s_LmT1-aB7xYcD0eZk3vQ9s_LmT1-aB7xYcD0'
const list: PeopleList = {
  ...{ listId: ID, kind: 'holds', name: '图书未还 2026-11.xlsx', at: AT, by: '李晓梅', state: 'checked' },
  ...{ rows: { new: 1_204, changed: 31, same: 12, error: 3 }, refusal: null, checkedAt: AT, takenAt: null },
  ...{ takenBy: null, undoneAt: null, undoneBy: null, undoneRows: null, canBeUndoneUntil: null },
  ...{ hasChangedSince: false, isAtWork: false },
}
const taken: PeopleList = {
  ...{ ...list, listId: `${ID.slice(1)}1`, state: 'taken', takenAt: AT, takenBy: '李晓梅', canBeUndoneUntil: LATER },
  ...{ rows: { new: 40, changed: 0, same: 0, error: 0 }, kind: 'free-copies', name: '交流生增加份数.csv' },
}
const who = { nameMasked: { zh: '沈**', en: 'S*** R******' }, numberMasked: '******0091' }
const rows: readonly ReportRow[] = [
  {
    ...{ line: 2, outcome: 'new', fault: null, who, cardMasked: null },
    fields: [
      { name: 'kinds', before: null, after: 'transcript' },
      { name: 'reason', before: null, after: '图书未还' },
      { name: 'lastDay', before: null, after: '2026-12-31' },
    ],
  },
  {
    ...{ line: 3, outcome: 'changed', fault: null, who, cardMasked: null },
    fields: [
      { name: 'reason', before: '图书未还', after: '学费未缴' },
      { name: 'lastDay', before: null, after: '2026-12-31' },
    ],
  },
  { ...{ line: 4, outcome: 'same', fault: null, who, cardMasked: null }, fields: [] },
  { ...{ line: 5, outcome: 'error', fault: 'unknown', who: null, cardMasked: null }, fields: [] },
  { ...{ line: 6, outcome: 'error', fault: 'no-day', who: null, cardMasked: null }, fields: [] },
]
const ONE = `lists/${ID}`
const answers = (one: PeopleList, heading: string[] | null = null) =>
  answersTo(PEOPLE_LISTS_ROUTES, {
    peopleList: async () => ok({ ...one, heading }),
    peopleListRows: async () => ok({ rows: [...rows], next: '6' }),
  })

/** The pages of lists as they may be. */
export const IMPORT_FIXTURES: readonly ConsoleFixture[] = [
  {
    ...{ name: 'lists', path: 'lists', role: 'registrar' },
    answers: answersTo(PEOPLE_LISTS_ROUTES, { peopleLists: async () => ok({ rows: [list, taken], next: null }) }),
  },
  {
    ...{ name: 'lists-none', path: 'lists', role: 'auditor' },
    answers: answersTo(PEOPLE_LISTS_ROUTES, { peopleLists: async () => ok({ rows: [], next: null }) }),
  },
  { name: 'lists-away', path: 'lists', answers: { peopleLists: refuses('server-unreachable', null) } },
  { name: 'list-checked', path: ONE, role: 'registrar', answers: answers(list) },
  { name: 'list-changed-since', path: ONE, role: 'registrar', answers: answers({ ...list, hasChangedSince: true }) },
  { name: 'list-taken', path: ONE, role: 'registrar', answers: answers(taken) },
  { name: 'list-waiting', path: ONE, role: 'registrar', answers: answers({ ...list, state: 'taking' }) },
  {
    ...{ name: 'list-unreadable', path: ONE, role: 'registrar' },
    answers: answers({
      ...{ ...list, state: 'refused', refusal: 'no-text', checkedAt: null },
      rows: { new: 0, changed: 0, same: 0, error: 0 },
    }),
  },
  {
    ...{ name: 'list-columns', path: ONE, role: 'registrar' },
    answers: answers({ ...list, state: 'to-map', rows: { new: 0, changed: 0, same: 0, error: 0 }, checkedAt: null }, [
      ...['编号', '姓名', '为什么', ''],
    ]),
  },
]
