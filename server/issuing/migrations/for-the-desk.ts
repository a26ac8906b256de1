import type { Migration } from '../../ground/room.ts'

/** Staff read what was issued, the newest first, in a house that has issued a million. */
export const FOR_THE_DESK: Migration = {
  name: 'issuing-6-for-the-desk',
  sql: `
create index document_newest on document (issued_at desc, document_id desc) where state = 'issued';
create index document_newest_of_kind on document (kind, issued_at desc, document_id desc) where state = 'issued';
create index document_newest_ended on document (issued_at desc, document_id desc)
  where state = 'issued' and (revoked_at is not null or superseded_at is not null);
`,
}
