import { both } from '../../src/contract/texts.ts'
import type { CommandTable } from '../ground/commands/command.ts'

export const RECONCILIATION_COMMANDS = {
  run: {
    what: both(
      '把某一天的账单与订单、退款和出纸张数逐笔核对',
      'compares the bill of a day with orders, refunds and sheets',
    ),
    options: {
      day: {
        ...{ kind: 'text', isNeeded: true },
        what: both('哪一天，例如 2026-11-28；须是已过完的一天', 'YYYY-MM-DD, a day that is over'),
      },
      json: { kind: 'flag', what: both('输出一行 JSON，供程序使用', 'answers with one line of JSON, for programs') },
      csv: {
        kind: 'flag',
        what: both('把差异输出为 CSV，电子表格可直接打开', 'answers with a table of the differences, CSV'),
      },
    },
    notes: both(
      '账单会重新下载。没有支付方对该笔订单的签名答复，什么都不入账；同样的命令再给一次，不会多开事项。',
      'The bill is fetched again. Nothing is booked without a signed answer of the provider about that order, and the same command\n' +
        'again opens no second case.',
    ),
  },
} as const satisfies CommandTable
