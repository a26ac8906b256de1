import type { Migration } from '../../ground/room.ts'

/** What providers learn and must know again after a start. */
export const FIRST_TABLES: Migration = {
  name: 'payments-1-first-tables',
  sql: `
create table provider_memory (
  provider text not null,
  merchant_id text not null,
  text text not null,
  kept_at timestamptz not null,
  primary key (provider, merchant_id)
);
comment on table provider_memory is 'What a provider keeps for a merchant, in a form of its own: of WeChat Pay its certificates. Nothing secret stands here.';
`,
}
