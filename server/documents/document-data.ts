import type { Bilingual } from '../../src/contract/texts.ts'
import { dayIn } from '../ground/local-day.ts'
import { qrSvg } from '../ground/rendering/qr.ts'
import type { StudyRecord } from '../records/records.ts'
import { type Day, dayAt, dayOf } from './calendar.ts'
import { type PrintedRow, printedRow } from './data-fields.ts'
import { wantedRows } from './eligibility.ts'
import type { EditionDefinition, KindDefinition } from './kind.ts'
import { sealWordsOf } from './seal-words.ts'
import type { DocumentRequest, Subject } from './subject.ts'

/** The university as its documents name it. */
export interface University {
  readonly name: Bilingual
  /** Where a verifier types the code, as it is printed: `verify.example.edu.cn`. */
  readonly verificationSite: string
  /** Words in the seal under the star, for example 电子签章, where neither the site nor the kind has others. */
  readonly sealWords: string
  /** The site's own by kind, or by kind and group (`transcript.graduate`), which goes first. */
  readonly sealWordsByKind?: Readonly<Record<string, string>>
  /** IANA name; decides which day a document is of. */
  readonly timeZone: string
}

/** What a template gets, as JSON under `sys.inputs.document`. All texts are in the edition's language and ready to print. */
export interface DocumentData {
  readonly language: 'zh' | 'en'
  readonly title: string
  readonly university: { zh: string; en: string; name: string; office: string; site: string; sealWords: string }
  readonly documentNumber: string
  readonly verificationCode: string
  readonly qrSvg: string
  /** Families to look in for a character that the house's own fonts lack, in order. */
  readonly fallbackFonts: readonly string[]
  readonly issuedOn: Day
  /** The last day on which the paper counts; null when it does not run out. */
  readonly validUntil: Day | null
  /** The edition's own, from its kind. */
  readonly options: Readonly<Record<string, string | number | boolean>>
  /** The edition's rows of each data set that it is made from. */
  readonly sets: Readonly<Record<string, readonly PrintedRow[]>>
  readonly person: {
    readonly name: string
    /** The same name in the other script; null when both are one. */
    readonly otherName: string | null
    /** The name, and the other in brackets where there is one. */
    readonly fullName: string
    readonly number: string
    readonly idNumber: string | null
    readonly group: string
    readonly sex: string
    readonly isFemale: boolean
    readonly bornOn: Day
    readonly college: string
    readonly major: string | null
    readonly level: string | null
    readonly levelKey: 'bachelor' | 'master' | 'doctor' | null
    readonly post: string | null
    readonly since: Day
    readonly until: Day | null
    /** Whole years from start to planned end; null while the end is unknown or less than a year away. */
    readonly years: number | null
    readonly graduated: boolean
  }
  readonly study: {
    readonly terms: readonly {
      readonly name: string
      /** The academic year, for example `2025-2026`; the term's own key where that does not begin with one. */
      readonly year: string
      readonly credits: string
      readonly courses: readonly { name: string; kind: string; credits: string; mark: string; point: string }[]
    }[]
    readonly courses: number
    readonly creditsEarned: string
    readonly gradePointAverage: string | null
  } | null
}

const SEX = { male: { zh: '男', en: 'Male' }, female: { zh: '女', en: 'Female' } }
const LEVEL = {
  bachelor: { zh: '本科', en: 'Bachelor' },
  master: { zh: '硕士研究生', en: 'Master' },
  doctor: { zh: '博士研究生', en: 'Doctor' },
}
const COURSE_KIND = {
  required: { zh: '必修', en: 'R' },
  elective: { zh: '选修', en: 'E' },
  public: { zh: '公共', en: 'G' },
}

/** Everything that stands on the paper, from what is known of the person. */
export function documentData(
  request: DocumentRequest,
  kind: KindDefinition,
  edition: EditionDefinition,
  university: University,
  fallbackFonts: readonly string[] = [],
): DocumentData {
  const { language } = edition
  const { person, studyRecord } = request.subject
  const since = dayOf(person.since, language)
  const until = person.until === null ? null : dayOf(person.until, language)
  const [name, otherName] = language === 'zh' ? [person.nameZh, person.nameEn] : [person.nameEn, person.nameZh]
  const lastDay = lastDayOf(kind, request.issuedAt, university.timeZone)
  const other = otherName && otherName !== name ? otherName : null
  return inFont(language, {
    language,
    title: wordsFor(edition, request.subject).paperTitle,
    university: {
      zh: university.name.zh,
      en: university.name.en,
      name: university.name[language],
      office: (kind.officeByGroup[person.group] ?? kind.office)[language],
      site: university.verificationSite,
      sealWords: sealWordsOf(kind, person.group, university).words,
    },
    documentNumber: request.documentNumber,
    verificationCode: request.verificationCode,
    qrSvg: qrSvg(request.verificationUrl),
    fallbackFonts,
    issuedOn: dayAt(request.issuedAt, university.timeZone, language),
    validUntil: lastDay === null ? null : dayOf(lastDay, language),
    options: edition.options,
    sets: setsOf(kind, edition, request.subject),
    person: {
      name,
      otherName: other,
      fullName: other === null ? name : language === 'zh' ? `${name}（${other}）` : `${name} (${other})`,
      number: person.number,
      idNumber: person.idNumber,
      group: person.group,
      sex: SEX[person.sex][language],
      isFemale: person.sex === 'female',
      bornOn: dayOf(person.bornOn, language),
      college: person.college[language],
      major: person.major?.[language] ?? null,
      level: person.level && LEVEL[person.level][language],
      levelKey: person.level,
      post: person.post?.[language] ?? null,
      since,
      until,
      years: until && until.year > since.year ? until.year - since.year : null,
      graduated: person.status === 'graduated',
    },
    study: studyRecord && studyOf(studyRecord, language),
  })
}

/** The title and the line under it, as this person's group reads them. */
export function wordsFor(
  edition: EditionDefinition,
  { person }: Subject,
): { title: Bilingual; paperTitle: string; detail: Bilingual } {
  const own = edition.byGroup[person.group]
  const { language, title } = edition
  return {
    title: own?.title ?? title,
    paperTitle: own?.paperTitle ?? own?.title?.[language] ?? edition.paperTitle ?? title[language],
    detail: own?.detail ?? edition.detail,
  }
}

/** The academic year of a term: its key up to the term's number. */
export function yearOf(termKey: string): string {
  return /^\d{4}-\d{4}(?=-)/.exec(termKey)?.[0] ?? termKey
}

function setsOf(kind: KindDefinition, edition: EditionDefinition, subject: Subject): DocumentData['sets'] {
  const rowsOf = (source: EditionDefinition['sources'][number]) =>
    (wantedRows(subject, source) ?? []).map(row => printedRow(row, kind.dataSets[source.set] ?? {}, edition.language))
  return Object.fromEntries(edition.sources.map(source => [source.set, rowsOf(source)]))
}

const DAY_MS = 24 * 3_600_000

/** The last day on which a paper counts, YYYY-MM-DD in `timeZone`; null for a kind that does not run out. */
export function lastDayOf({ validityDays }: KindDefinition, issuedAt: Date, timeZone: string): string | null {
  return validityDays === null ? null : dayIn(timeZone, new Date(issuedAt.getTime() + validityDays * DAY_MS))
}

/** The Chinese fonts draw typographic quotes as wide as a character; among Latin letters the straight ones look right. */
function inFont(language: 'zh' | 'en', data: DocumentData): DocumentData {
  if (language === 'zh') return data
  const straight = (_: string, value: unknown) =>
    typeof value === 'string' ? value.replace(/[‘’]/g, "'").replace(/[“”]/g, '"') : value
  return JSON.parse(JSON.stringify(data), straight) as DocumentData
}

function studyOf(record: StudyRecord, language: 'zh' | 'en'): DocumentData['study'] {
  const terms = record.terms.filter(term => term.courses.length > 0)
  return {
    terms: terms.map(term => ({
      name: term.name[language],
      year: yearOf(term.key),
      credits: number(term.courses.reduce((sum, course) => sum + course.credits, 0)),
      courses: term.courses.map(course => ({
        name: course.name[language],
        kind: COURSE_KIND[course.kind][language],
        credits: number(course.credits),
        mark: course.mark[language],
        point: course.gradePoint === null ? '—' : course.gradePoint.toFixed(1),
      })),
    })),
    courses: terms.reduce((sum, term) => sum + term.courses.length, 0),
    creditsEarned: number(record.creditsEarned),
    gradePointAverage: record.gradePointAverage?.toFixed(2) ?? null,
  }
}

/** Credits: at most one decimal, and none when it is 0. */
function number(value: number): string {
  return String(Math.round(value * 10) / 10)
}
