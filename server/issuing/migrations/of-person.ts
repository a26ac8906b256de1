import type { Migration } from '../../ground/room.ts'

/** What a person has is looked up by the person: in a house of many years the table of documents is long. */
export const OF_PERSON: Migration = {
  name: 'issuing-5-of-person',
  sql: `
create index document_of_person on document (person_id, created_at desc);
`,
}
