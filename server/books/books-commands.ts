import { both } from '../../src/contract/texts.ts'
import type { CommandTable } from '../ground/commands/command.ts'

const json = {
  kind: 'flag',
  what: both('输出一行 JSON，供程序使用', 'answers with one line of JSON, for programs'),
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
    options: {
      month: { kind: 'text', what: both('哪个月，例如 2026-11', 'which month, such as 2026-11'), isNeeded: true },
      json,
      csv: {
        kind: 'flag',
        what: both('输出 CSV，电子表格可直接打开', 'answers with a table for spreadsheets, CSV'),
      },
    },
    notes: both(
      '“待定”是还没有决定怎么处理的钱，“待退”是要退而还没有退到付款人手里的钱。\n' +
        '月初的待定和待退，加上本月收款，等于本月计费、已退，加上月末的待定和待退。',
      'Held is what nobody has decided about, owed is what is to be paid back and has not reached the payer. What was held and owed at the\n' +
        'start and what was received make up what was charged and paid back and what is held and owed at the end.',
    ),
  },
} as const satisfies CommandTable
