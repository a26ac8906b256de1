import type { Person, PersonId, StudyRecord } from './people.ts'

export { askRecords } from './ask-records.ts'
export { maskedNames } from './masked-names.ts'
export type {
  CourseResult,
  DataRow,
  DataSets,
  HouseFacts,
  IdType,
  Person,
  PersonId,
  StudyRecord,
  Term,
} from './people.ts'
export { ID_TYPES } from './people.ts'
export { dataSetNameSchema } from './record-queries.ts'
export { dataRowSchema } from './record-rows.ts'
export { registerWords } from './register-words.ts'

/** The university's data, read only. Every school has its own; an adapter turns it into this. Rejects when the data can't be reached. */
export interface Records {
  /** Who holds the campus card, and whether it is reported lost. `uid` is upper-case hex. */
  personOfCard(uid: string): Promise<{ person: Person; lost: boolean } | null>
  /** A person once for each register under the number: the studies of now, those of before, a post. None for a stranger. */
  peopleOfIdNumber(idNumber: string): Promise<readonly Person[]>
  /** The same by student or staff number, as a login of the university names its people. */
  peopleOfNumber(number: string): Promise<readonly Person[]>
  person(personId: PersonId): Promise<Person | null>
  /** Null when there is no study record. */
  studyRecord(personId: PersonId): Promise<StudyRecord | null>
}

/** People as their rows alone have them: without data sets, quickly, for who looks for somebody and for long lists. */
export interface Lookup {
  /** By student or staff number: once for each register. */
  registersOfNumber(number: string): Promise<readonly Person[]>
  /** Whose name begins so, in either script; at most so many. */
  peopleOfName(beginning: string, most: number): Promise<readonly Person[]>
}
