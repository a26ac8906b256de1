import { both } from '../../src/contract/texts.ts'
import type { CommandTable } from '../ground/commands/command.ts'

const json = {
  kind: 'flag',
  what: both('输出一行 JSON，供程序使用', 'answers with one line of JSON, for programs'),
} as const

const MONTHLY = {
  month: { kind: 'text', what: both('哪个月，例如 2026-11', 'which month, such as 2026-11'), isNeeded: true },
  json,
  csv: { kind: 'flag', what: both('输出 CSV，电子表格可直接打开', 'answers with a table for spreadsheets, CSV') },
} as const

export const BOOKS_COMMANDS = {
  check: {
    what: both(
      '核对账簿，并把每一份已出具的文件与其指纹比对',
      'proves the books and compares every issued file with its hash',
    ),
    options: { json },
    notes: both(
      '每笔分录都平、都合其事由；每个订单的状态都由分录得出；退的不超过付的；在支付方的钱与订单所说相符；\n' +
        '每份文件都与出具时一样。对不上的成为事项，直到对上为止。',
      'Every entry balances and is of its cause, the state of every order follows from its entries, nothing beyond what was paid is given\n' +
        'back, at the provider lies what the orders say, and every file is as it was issued. What differs is a case until it no longer\n' +
        'does.',
    ),
  },
  statement: {
    what: both('一个月的收支，按自助机和文件种类', 'what a month has brought, by kiosk and kind of document'),
    options: MONTHLY,
    notes: both(
      '“待定”是还没有决定怎么处理的钱，“待退”是要退而还没有退到付款人手里的钱。\n' +
        '月初的待定和待退，加上本月收款，等于本月计费、已退，加上月末的待定和待退。',
      'Held is what nobody has decided about, owed is what is to be paid back and has not reached the payer. What was held and owed at the\n' +
        'start and what was received make up what was charged and paid back and what is held and owed at the end.',
    ),
  },
  bridge: {
    what: both(
      '一个月从账簿到支付方账单的每一笔差异',
      "how the provider's bills of a month follow from the books, difference by difference",
    ),
    options: MONTHLY,
    notes: both(
      '账簿的合计，加上各类差异，等于账单自己的合计。每笔差异附其事项编号。',
      "The books' sum and the differences by class make up the bills' own sum. Each difference has its cases beside it.",
    ),
  },
  'by-hand': {
    what: both('一个月的人工退款登记簿', 'the cash book of what was refunded by hand in a month'),
    options: MONTHLY,
    notes: both(
      '每笔：时间、订单、金额、经手人、同意人、凭证号、原因，以及支付方是否又退了一次；合计等于账簿科目。\n登记过的人工退款不能撤回。',
      'Each with its time, order, amount, who noted it, who agreed, its reference and reason, and whether the provider has paid it as well; the\nsum is that of the account in the books. A refund by hand that was noted is not taken back.',
    ),
  },
} as const satisfies CommandTable
