import type { Migration } from '../../ground/room.ts'

/**
 * The merchant that an order was opened under stands with it. Until now there was one provider; its merchant number is not in
 * the database, and is written in at the first start that leaves no doubt of it (`adopt-older-orders.ts`).
 */
export const MERCHANT_OF_ORDER: Migration = {
  name: 'orders-2-merchant-of-order',
  sql: `
alter table print_order add column provider text;
alter table print_order add column merchant_id text;
update print_order set provider = 'wechat-pay' where out_trade_no is not null;
alter table print_order add constraint print_order_paid_at_a_provider check ((provider is null) = (out_trade_no is null));
alter table print_order add constraint print_order_merchant_at_a_provider check (merchant_id is null or provider is not null);
create index print_order_without_merchant on print_order (provider) where provider is not null and merchant_id is null;
`,
}
