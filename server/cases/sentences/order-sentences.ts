import { both } from '../../../src/contract/texts.ts'

/** What is said in cases about orders and what came out of them. */
export const ORDER_SENTENCES = {
  'order-is': both('订单 {{orderNumber}}：{{state}}', 'the order {{orderNumber}} is {{state}}'),
  'this-order-is': both('订单：{{state}}', 'the order is {{state}}'),
  'order-is-paid': both('订单：{{state}}，已付 {{paidFen}}', 'the order is {{state}}, paid {{paidFen}} fen'),
  'nothing-came-out': both('订单：{{state}}，还没有出纸', 'the order is {{state}}: nothing of it has come out yet'),
  'no-order-here': both('本院没有这个单号的订单', 'no order has this number here'),
  'terminal-silent': both(
    '自助机{{state}}，没有报告出了几份',
    'the terminal is {{state}}, and has told nothing of what came out',
  ),
  'ledger-lost': both(
    '自助机的账本已损坏，不会再报告出了几份；已损坏的账本原样保存在机器里',
    'the ledger of the terminal is lost, and what came out will not be told; its bytes are kept in the machine',
  ),
  'terminal-tells': both(
    '自助机报告：出了 {{copies}} 份，另有 {{unclear}} 份说不清',
    'the terminal tells of {{copies}} copies that came out, and of {{unclear}} that cannot be told',
  ),
  'ledger-has': both('自助机的账本记着这个订单：{{state}}', 'the ledger of the terminal has the order as {{state}}'),
  'outcome-told': both('已报告出了几份', 'it was told what came out'),
  'provider-told-end': both('支付方已说明订单的结果', 'the provider has said what became of it'),
  'proven-absent': both(
    '打印机后来证明没有再出纸，也不会再出',
    'the printer has told since that nothing more of it came out, nor will',
  ),
  'reprint-out': both('重打的已经出来', 'the reprint has come out'),
  'code-expired': both('重打码已过期', 'the reprint code has expired'),
  'code-expired-in-part': both(
    '重打码已过期，其中几份还没有打出来',
    'the reprint code has expired, and not all of its copies have come out',
  ),
  'sheets-counted': both(
    '数到 {{sheets}} 张；已出的 {{delivered}} 份（共 {{copies}} 份）应有 {{least}} 到 {{most}} 张',
    '{{sheets}} sheets were counted; {{delivered}} of {{copies}} copies have {{least}} to {{most}}',
  ),
  'copy-counted': both(
    '第 {{copy}} 份：{{state}}，数到 {{sheets}} 张',
    'copy {{copy}} is {{state}}, and {{sheets}} sheets of it were counted',
  ),
  'waits-for-code': both('等待重打码被使用或过期', 'waits until the reprint code is used or expires'),
  'later-check': both('后来的核对没有发现不符', 'a later check found that nothing differs'),
  'later-comparison': both('后来的对账没有发现差异', 'a later comparison found no difference'),
} as const
