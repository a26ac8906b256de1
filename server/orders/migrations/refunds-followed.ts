import type { Migration } from '../../ground/room.ts'

/**
 * Refunds are followed to their end: since when one is under way, what providers tell of refunds that nobody here has asked for. And
 * reprint codes that are taken back.
 */
export const REFUNDS_FOLLOWED: Migration = {
  name: 'orders-7-refunds-followed',
  sql: `
alter table refund add column accepted_at timestamptz;
alter table refund add column slow_told_at timestamptz;
update refund set accepted_at = coalesce(tried_at, created_at) where state = 'accepted';
create index refund_under_way on refund (accepted_at) where state = 'accepted' and slow_told_at is null;

create table unknown_refund (
  provider text not null,
  merchant_id text not null,
  out_refund_no text not null,
  out_trade_no text not null,
  said_state text not null check (said_state in ('processing', 'succeeded', 'closed', 'abnormal')),
  said_fen integer not null check (said_fen >= 0),
  heard_at timestamptz not null,
  heard_times integer not null default 1,
  primary key (provider, merchant_id, out_refund_no)
);

alter table reprint_code drop constraint reprint_code_state_check;
alter table reprint_code add constraint reprint_code_state_check check (state in ('open', 'used', 'expired', 'taken-back'));

comment on column refund.accepted_at is 'Since when the provider has it under way, under its present number; null before that.';
comment on column refund.slow_told_at is 'When a case was opened because it is under way for too long.';
comment on table unknown_refund is 'Refunds that a provider has told of and nobody here has asked for: kept before the notice is acknowledged, and a case. Nothing personal stands here.';
`,
}
