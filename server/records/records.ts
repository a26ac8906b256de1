import type { Person, PersonId, StudyRecord } from './people.ts'

export { askRecords } from './ask-records.ts'
export { maskedNames } from './masked-names.ts'
export type { CourseResult, DataRow, DataSets, Person, PersonId, StudyRecord, Term } from './people.ts'
export { dataSetNameSchema } from './record-queries.ts'
export { dataRowSchema } from './record-rows.ts'

/** The university's data, read only. Every school has its own; an adapter turns it into this. Rejects when the data can't be reached. */
export interface Records {
  /** Who holds the campus card, and whether it is reported lost. `uid` is upper-case hex. */
  personOfCard(uid: string): Promise<{ person: Person; lost: boolean } | null>
  personOfIdNumber(idNumber: string): Promise<Person | null>
  person(personId: PersonId): Promise<Person | null>
  /** Null when there is no study record. */
  studyRecord(personId: PersonId): Promise<StudyRecord | null>
}
