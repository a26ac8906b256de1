import { type Bilingual, both } from '../../src/contract/texts.ts'
import type { DataRow, DataSets, Person } from '../records/records.ts'
import type { Fields } from './data-fields.ts'
import type { KindDefinition } from './kind.ts'
import { sampleOf } from './kind-sample.ts'
import { LONG_NAME, NOTHING_FURTHER, sampleLecturer, sampleStudent, sampleStudyRecord } from './sample-subjects.ts'
import type { DocumentRequest, Subject } from './subject.ts'

/** An invented person with whom a kind is looked at and tried. */
export interface SamplePerson {
  /** Of the kind, in addresses. */
  readonly key: string
  readonly title: Bilingual
  readonly subject: Subject
}

const MANY_COURSES = 26
const MANY_ROWS = 24

/**
 * The people with whom a kind is looked at: the one of its own `sample.json` first, then those that templates forget: one of each further group,
 * names that are long or in another script, more rows than fit a page, and somebody of whom nothing further is known. Throws when the kind's
 * `sample.json` is not what it should be.
 */
export function samplePeople(templatesDir: string, kind: KindDefinition): SamplePerson[] {
  const usual = sampleOf(templatesDir, kind.kind) ?? usualOf(kind)
  const as = (key: string, title: Bilingual, changes: Partial<Person>, more: Partial<Subject> = {}): SamplePerson => ({
    ...{ key, title },
    subject: asked(kind, { ...usual, ...more, person: { ...usual.person, ...changes } }),
  })
  const dataSets = usual.person.dataSets ?? NOTHING_FURTHER
  return [
    as('usual', both('一般', 'Usual'), {}),
    ...kind.groups
      .filter(group => group !== usual.person.group)
      .map(group => ({
        ...{ key: group, title: GROUPS[group] },
        subject: asked(
          kind,
          { ...usualOf({ ...kind, groups: [group] }), ...(group === 'staff' && { studyRecord: null }) },
          dataSets,
        ),
      })),
    ...kind.statuses
      .filter(status => status === 'graduated' && usual.person.status !== status)
      .map(() => as('graduated', both('已毕业', 'Graduated'), { status: 'graduated', until: '2026-06-30' })),
    as('long-name', both('名字很长', 'A long name'), { nameZh: LONG_NAME, nameEn: LONG_NAME }),
    as('middle-dots', both('名字带间隔号', 'A name with middle dots'), MIDDLE_DOTS),
    as('own-script', both('名字用民族文字', 'A name in its own script'), OWN_SCRIPT),
    as('rare', both('名字有生僻字', 'A rare character'), { nameZh: '林𠮷夏', nameEn: 'LIN Jixia' }),
    as(
      ...(['many', both('内容很多', 'Much in it')] as const),
      { dataSets: manyRows(dataSets, kind) },
      usual.studyRecord ? { studyRecord: sampleStudyRecord(MANY_COURSES) } : {},
    ),
    as('nothing', both('什么都没有', 'Nothing known'), NOTHING, { studyRecord: null }),
  ]
}

/** A request for a look at a kind. Its number and code are none that a document can have, and its square leads to no address. */
export const lookRequest = (
  { kind, edition }: { readonly kind: string; readonly edition: string },
  subject: Subject,
  issuedAt: Date,
): DocumentRequest => ({
  ...{ kind, edition, subject, issuedAt },
  documentNumber: '样张 SAMPLE',
  verificationCode: '样张 SAMPLE 样张 SAMPLE',
  verificationUrl: '样张 SAMPLE：不是文件，不能核验。No document: it cannot be checked.',
})

const GROUPS: Readonly<Record<Person['group'], Bilingual>> = {
  undergraduate: both('本科生', 'An undergraduate'),
  graduate: both('研究生', 'A graduate student'),
  staff: both('教职工', 'Staff'),
}
const MIDDLE_DOTS: Partial<Person> = {
  nameZh: '迪丽努尔·阿卜杜热合曼·买买提',
  nameEn: 'Dilnur Abdurahman Mamat',
}
const OWN_SCRIPT: Partial<Person> = { nameZh: 'བསྟན་འཛིན་སྒྲོལ་མ།', nameEn: 'Tenzin Drolma' }
const NOTHING: Partial<Person> = {
  ...{ idNumber: null, major: null, until: null, post: null, dataSets: NOTHING_FURTHER },
}

/** Somebody for whom the kind is, where it brings nobody itself. */
function usualOf({ groups, levels }: Pick<KindDefinition, 'groups' | 'levels'>): Subject {
  const known = 'by-the-office' as const
  if (groups[0] === 'staff') return { person: sampleLecturer(), studyRecord: null, known }
  const isGraduate = groups[0] === 'graduate'
  const level = levels?.find(one => (one === 'bachelor') !== isGraduate) ?? (isGraduate ? 'master' : 'bachelor')
  const person = sampleStudent({ group: groups[0] ?? 'undergraduate', level })
  return { person, studyRecord: sampleStudyRecord(8), known }
}

/** As an office would ask about the person, who has whatever word the kind waits for, in a state in which the kind is given. */
function asked(kind: KindDefinition, subject: Subject, dataSets = subject.person.dataSets): Subject {
  const { status } = subject.person
  return {
    ...{ ...subject, known: 'by-the-office' },
    person: {
      ...subject.person,
      status: kind.statuses.includes(status) ? status : (kind.statuses[0] ?? status),
      ...(dataSets && { dataSets }),
      house: { holds: [], approvals: [kind.kind] },
    },
  }
}

/** The same rows again and again, as many as an edition may have at most, each text as long as its field lets it be. */
function manyRows(dataSets: DataSets, kind: KindDefinition): DataSets {
  const most = new Map<string, number>()
  for (const { set, most: own } of kind.editions.flatMap(({ sources }) => sources))
    most.set(set, Math.min(own, most.get(set) ?? MANY_ROWS))
  return Object.fromEntries(
    Object.entries(dataSets).map(([set, rows]) => {
      const wanted = most.get(set)
      if (wanted === undefined || rows.length === 0) return [set, rows]
      const fields = kind.dataSets[set] ?? {}
      return [set, Array.from({ length: Math.max(wanted, 1) }, (_, at) => lengthened(rows[at % rows.length]!, fields))]
    }),
  )
}

const LONG_ZH = '（全日制普通高等教育中外合作办学实验班）'
const LONG_EN = ' (Full-time Experimental Class of Sino-Foreign Co-operation)'

function lengthened(row: DataRow, fields: Fields): DataRow {
  const longer = { ...row }
  for (const [name, field] of Object.entries(fields)) {
    if (field.type !== 'bilingual') continue
    for (const [column, more] of [
      [`${name}_zh`, LONG_ZH],
      [`${name}_en`, LONG_EN],
    ] as const) {
      const text = longer[column]
      if (typeof text === 'string' && text.length + more.length <= field.longest) longer[column] = text + more
    }
  }
  return longer
}
