import type { z } from 'zod'
import { type Bilingual, both } from '../contract/texts.ts'
import { formatYuan } from '../rules/money.ts'
import { SETTING_PATHS, valueAt } from './sections.ts'

/** What is wrong with one value, in words for whoever typed it. */
export interface Problem {
  /** From the section down to the part, for example `hours.week.monday`. */
  readonly path: string
  readonly words: Bilingual
}

/** What the schemas of settings say, in Chinese. */
const IN_CHINESE: Readonly<Record<string, string>> = {
  'must be a time of day such as 07:30': '要写成 07:30 这样的时刻',
  'must be a time of day such as 22:00, or 24:00': '要写成 22:00 这样的时刻，或 24:00',
  'opens and closes at the same time: for a whole day say 00:00 to 24:00':
    '开门和打烊是同一时刻：全天请写 00:00 到 24:00',
  'the times of a day must follow one another and not overlap': '一天的时段要先后排列，不能重叠',
  'would never be open: take it out of service instead': '这样永远不开放：要停用请改为暂停服务',
  'must be a day of this or the next century': '日期要在 2000 年到 2199 年之间',
  'ends before it begins': '结束早于开始',
  'is longer than a year': '超过一年',
  'names a kind twice': '同一种类写了两次',
  'must be a colour such as #0f3f70': '要写成 #0f3f70 这样的颜色',
  'is too light to be read: take a darker colour': '颜色太浅，看不清：请选深一些',
  'is too large: 24 kB at most': '太大：最多 24 kB',
  'must be a PNG of at most 600 x 600 points': '要是 PNG，长宽不超过 600 点',
  'begins and ends at the same time': '开始和结束是同一时刻',
  'is more than half of the week: set opening hours instead': '超过一周的一半：请改用开放时间',
  'must be a tray as the printer names it, such as tray-2': '要写成打印机自己的纸盒名，例如 tray-2',
}

/** Amounts are typed in yuan: so are their bounds. */
function wordsOfAmount(issue: z.core.$ZodIssue): Bilingual {
  if (issue.code === 'too_big') return both(`最多 ${yuan(issue.maximum)}`, `${yuan(issue.maximum)} at most`)
  if (issue.code === 'too_small') return both(`至少 ${yuan(issue.minimum)}`, `${yuan(issue.minimum)} at least`)
  return both(
    '请填写金额（元），最多两位小数，例如 3.00',
    'must be an amount in yuan with two decimals at most, such as 3.00',
  )
}
const yuan = (fen: number | bigint) => formatYuan(Number(fen))
const isAmount = (path: string) => SETTING_PATHS.some(one => one === path && valueAt(one).isAmount)

function wordsOf(issue: z.core.$ZodIssue): Bilingual {
  if (isAmount(issue.path.join('.'))) return wordsOfAmount(issue)
  const own = IN_CHINESE[issue.message]
  if (own !== undefined) return both(own, issue.message)
  if (issue.code === 'too_big') return both(`最多 ${issue.maximum}`, `${issue.maximum} at most`)
  if (issue.code === 'too_small')
    return issue.origin === 'string'
      ? both('不能为空', 'must not be empty')
      : both(`至少 ${issue.minimum}`, `${issue.minimum} at least`)
  if (issue.code === 'unrecognized_keys') return both('没有这一项', 'there is no such value')
  return both('不能这样填写', 'cannot be said so')
}

/** What a schema has found, a line each. */
export const problemsOf = ({ issues }: Pick<z.ZodError, 'issues'>): Problem[] =>
  issues.map(issue => ({ path: issue.path.join('.'), words: wordsOf(issue) }))
