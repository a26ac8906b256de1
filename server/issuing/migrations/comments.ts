import type { Migration } from '../../ground/room.ts'

/** What columns mean, where their names do not say it. The types of rows carry it on. */
export const COMMENTS: Migration = {
  name: 'issuing-comments',
  sql: `
comment on column document.visit_key is 'The visit that it was made in; null for one that was made in a batch.';
comment on column document.terminal_id is 'The terminal that it was made at; null for one that was made in a batch.';
comment on column document.number_masked is 'The person''s number as a verifier sees it; empty for documents of before it was kept.';
comment on column document.verification_key is 'SHA-256 of the code that stands on the paper.';
comment on column document.state is '\`preparing\` until the signed file is stored; \`failed\` when it could not be made.';
comment on column document.superseded_by is 'The document that has taken its place.';
comment on column document.expires_at is 'From then on it is no longer valid; null for what never ends.';
comment on column document.sha256 is 'Of the file that is printed.';
comment on column document.signed_digest is 'Over what its seal is over: the same in every file of the document. Null for documents of before it was kept.';
comment on column document.newest_sha256 is 'Of the file with the most proofs; null while there is none beside the printed one.';
comment on table document_file is 'Every file that a document has had: the printed one, and those with proofs added. All of them are the same signed page.';
comment on column proof_upgrade.level is 'How far its newest file is proved.';
comment on column proof_upgrade.target is 'B-B where nothing but the second seal is to be added.';
comment on column batch_item.line is 'Of the list, from 1.';
comment on column batch_item.fault is 'Code of the fault, with its technical detail behind it.';
`,
}
