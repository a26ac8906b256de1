import { both } from '../../src/contract/texts.ts'
import { inWords } from '../cases/cases.ts'
import { type StaffLanguage, sayIn } from '../ground/commands/language.ts'
import type { Checked } from './check.ts'
import { type Difference, saidOf } from './differences.ts'

/** What a check has found, for people: what differs, a line each, and how much was looked at. */
export function textOfCheck(
  { orders, unclaimed, entries, files, isWhole }: Checked,
  found: {
    /** Of all differences, also of those that are not said one by one. */
    readonly count: number
    readonly said: readonly Difference[]
    readonly withoutCase: number
    readonly language?: StaffLanguage | undefined
  },
): string {
  const { count, said, withoutCase, language = 'en' } = found
  const say = sayIn(language)
  const payments =
    unclaimed === 0
      ? both('', '')
      : both(`、没有对应订单的付款 ${unclaimed} 笔`, `, ${unclaimed} payments that no order knows`)
  const seen = both(
    `核对了订单 ${orders} 个${payments.zh}、分录 ${entries} 笔、文件 ${files} 份`,
    `${orders} orders${payments.en}, ${entries} entries of the books and ${files} files were checked`,
  )
  const more = count - said.length
  const result = count === 0 ? both('全部相符', 'nothing differs') : both(`${count} 处不符`, `${count} differ`)
  return [
    ...said.map(one => inWords(saidOf(one), language)),
    ...(more > 0 ? [say(both(`另有 ${more} 处`, `and ${more} more`))] : []),
    ...(withoutCase > 0
      ? [
          say(
            both(
              `其中 ${withoutCase} 处没有各立事项：太多了`,
              `${withoutCase} of them have no case of their own: there are too many`,
            ),
          ),
        ]
      : []),
    ...(count > 0
      ? [
          say(
            both(
              '各处不符都是事项：yinzheng cases list --config FILE',
              'Each is a case: yinzheng cases list --config FILE',
            ),
          ),
        ]
      : []),
    say(
      isWhole
        ? both(`${seen.zh}：${result.zh}`, `${seen.en}: ${result.en}`)
        : both(`${seen.zh}，然后停了：没有查完`, `${seen.en}, then it was stopped`),
    ),
  ].join('\n')
}
