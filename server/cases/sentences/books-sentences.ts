import { both } from '../../../src/contract/texts.ts'

/** What `yinzheng check` finds. */
export const BOOKS_SENTENCES = {
  'order-differs': both('订单 {{orderNumber}}：{{parts}}', 'order {{orderNumber}}: {{parts}}'),
  'unclaimed-differs': both(
    '没有对应订单的付款 {{number}}：{{parts}}',
    'payment {{number}}, which no order knows: {{parts}}',
  ),
  'figure-differs': both(
    '{{figure}} {{rowsFen}}，账簿上是 {{booksFen}}',
    '{{figure}} {{rowsFen}} fen, by the books {{booksFen}} fen',
  ),
  'refund-rows-differ': both(
    '订单 {{orderNumber}}：应退 {{orderFen}}，其退款合计 {{rowsFen}}',
    'order {{orderNumber}}: to be paid back {{orderFen}} fen, by its refunds {{rowsFen}} fen',
  ),
  'charge-differs-from-paper': both(
    '订单 {{orderNumber}}：已出的 {{copies}} 份值 {{paperFen}}，账簿上是 {{booksFen}}',
    'order {{orderNumber}}: the copies that came out ({{copies}}) cost {{paperFen}} fen, by the books {{booksFen}} fen',
  ),
  'refund-beyond-paid': both(
    '订单 {{orderNumber}}：退了 {{refundFen}}，而付的只有 {{paidFen}}',
    'order {{orderNumber}}: {{refundFen}} fen are given back of {{paidFen}} fen that were paid',
  ),
  'entry-altered': both(
    '分录 {{entryId}}（{{cause}}，{{subject}}）：它的 {{lines}} 行与事由不符，或合计为 {{balanceFen}}',
    'entry {{entryId}} ({{cause}}, {{subject}}): its {{lines}} lines are not those of its cause, or make {{balanceFen}} fen',
  ),
  'entry-without-order': both(
    '分录 {{entryId}}（{{cause}}）：没有订单 {{subject}}',
    'entry {{entryId}} ({{cause}}): there is no order {{subject}}',
  ),
  'file-damaged': both(
    '文件 {{documentNumber}}：存档 {{sha256}} 与出具时不一样',
    'document {{documentNumber}}: its file {{sha256}} is not what was issued',
  ),
  'file-missing': both(
    '文件 {{documentNumber}}：存档 {{sha256}} 不见了',
    'document {{documentNumber}}: its file {{sha256}} is missing',
  ),
  'file-unreadable': both(
    '文件 {{documentNumber}}：存档 {{sha256}} 读不出来',
    'document {{documentNumber}}: its file {{sha256}} cannot be read',
  ),
  'provider-balance-differs': both(
    '在支付方的钱：按订单是 {{ordersFen}}，按账簿是 {{booksFen}}',
    'at the provider: {{ordersFen}} fen by the orders, {{booksFen}} fen by the books',
  ),
} as const
