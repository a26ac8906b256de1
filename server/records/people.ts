import type { Brand } from '../../src/brand.ts'

/** A person's key in the university's own data. */
export type PersonId = Brand<string, 'PersonId'>

/** One row of a data set: plain values, days as YYYY-MM-DD. What the columns mean is for the kinds of document to say. */
export type DataRow = Readonly<Record<string, string | number | boolean | null>>

/** Rows by the name of their data set. A name that the site has not configured is not in it. */
export type DataSets = Readonly<Record<string, readonly DataRow[]>>

/** Kinds of document that carry an identity number. */
export const ID_TYPES = ['resident-id', 'hk-macau-taiwan-permit', 'passport'] as const
export type IdType = (typeof ID_TYPES)[number]

/** One person, as the university's data describes one. Whole values: they never leave the server but masked or on a document. */
export interface Person {
  readonly personId: PersonId
  readonly group: 'undergraduate' | 'graduate' | 'staff'
  /** Name in Chinese characters; for a foreigner the Latin name stands here too. */
  readonly nameZh: string
  /** Name in Latin letters, for English editions. */
  readonly nameEn: string
  /** Student or staff number. */
  readonly number: string
  readonly idNumber: string | null
  /** Of which document; not there, or null, where the data does not say. */
  readonly idType?: IdType | null
  readonly sex: 'male' | 'female'
  /** The mailbox that the university has given the person or proven; not there, or null, where the data does not say. */
  readonly mail?: string | null
  /** YYYY-MM-DD. */
  readonly bornOn: string
  readonly college: { readonly zh: string; readonly en: string }
  /** Major for students, null for staff. */
  readonly major: { readonly zh: string; readonly en: string } | null
  /** Bachelor, master, doctor for students; null for staff. */
  readonly level: 'bachelor' | 'master' | 'doctor' | null
  /** First day of study or of work, YYYY-MM-DD. */
  readonly since: string
  /** Planned or real last day of study, YYYY-MM-DD; null for staff and while unknown. */
  readonly until: string | null
  readonly status: 'enrolled' | 'graduated' | 'employed' | 'left'
  /** Post for staff. */
  readonly post: { readonly zh: string; readonly en: string } | null
  /** What else the site knows of the person: results of examinations, minor studies, holds. Not there: no data set is configured. */
  readonly dataSets?: DataSets
  /** What the house itself has written down of the person; not there where nobody has asked it. */
  readonly house?: HouseFacts
}

/** What the house has written down beside the university's data, as far as it is in force. */
export interface HouseFacts {
  /** `kinds` is null for all of them; the person reads the reason. */
  readonly holds: readonly {
    readonly kinds: readonly string[] | null
    readonly reason: { readonly zh: string; readonly en: string }
  }[]
  /** Kinds for which the word that they wait for was given. */
  readonly approvals: readonly string[]
}

export interface CourseResult {
  readonly code: string
  readonly name: { readonly zh: string; readonly en: string }
  readonly kind: 'required' | 'elective' | 'public'
  readonly credits: number
  /** As it stands on paper: `92`, or `优秀` / `Excellent`. */
  readonly mark: { readonly zh: string; readonly en: string }
  /** 0 to 4; null when the course does not count. */
  readonly gradePoint: number | null
}

export interface Term {
  /** For example `2024-2025-1`. */
  readonly key: string
  readonly name: { readonly zh: string; readonly en: string }
  readonly courses: readonly CourseResult[]
}

export interface StudyRecord {
  readonly terms: readonly Term[]
  readonly creditsEarned: number
  /** Grade-point average weighed by credits, two decimals; null when nothing counts. */
  readonly gradePointAverage: number | null
}
