import type { Bilingual } from '../../../src/contract/texts.ts'
import type { StaffLanguage } from '../../ground/commands/language.ts'
import { type GoesByAge, goesByAge } from '../../ground/retention.ts'
import type { Found } from './carry-out-retention.ts'
import type { RuleOfRoom } from './rules.ts'

const ENDS = {
  deleted: { zh: '删除', en: 'deleted' },
  emptied: { zh: '清除个人信息', en: 'emptied of what leads to a person' },
}

/** What a run has found, a line for each rule that met something. */
export function sayRun(report: readonly Found[], isDry: boolean, language: StaffLanguage): string {
  const zh = language === 'zh'
  const met = report.filter(({ rows, failed }) => rows > 0 || failed)
  const lines = met.map(({ table, days, ends, rows, failed }) =>
    failed
      ? `${table}: ${zh ? '没有办成，见服务器日志' : 'failed, see the log of the server'}`
      : zh
        ? `${table}：${rows} 行，超过 ${days} 天，${isDry ? '将' : '已'}${ENDS[ends].zh}`
        : `${table}: ${rows} rows, over ${days} days, ${isDry ? 'would be ' : ''}${ENDS[ends].en}`,
  )
  if (lines.length === 0) lines.push(zh ? '没有到期的数据。' : 'Nothing is over.')
  if (isDry) lines.push(zh ? '只做了统计，什么都没有删。' : 'It was only counted: nothing was taken away.')
  return lines.join('\n')
}

/** The table as Markdown, both languages of a cell below each other: it stands in the documentation. */
export function retentionTable(rules: readonly RuleOfRoom[]): string {
  const cell = ({ zh, en }: { readonly zh: string; readonly en: string }) => `${zh}<br>${en}`
  const rows = rules.map(rule => {
    const { table, what, why } = rule
    if (!goesByAge(rule)) return `| ${cell(what)} | \`${table}\` | ${cell(rule.until)} | ${cell(why)} |`
    const days = howLong(rule)
    return `| ${cell(what)} | \`${table}\` | ${cell(days)} | ${cell(why)} |`
  })
  return ['| What | Table | How long | Why |', '| --- | --- | --- | --- |', ...rows].join('\n')
}

function howLong({ days, since, ends }: GoesByAge): Bilingual {
  const then = ENDS[ends]
  const zh = days === 0 ? `${since.zh}后随即${then.zh}` : `${since.zh}后 ${days} 天，${then.zh}`
  const en = days === 0 ? 'Not at all' : `${days} ${days === 1 ? 'day' : 'days'}`
  return { zh, en: `${en}. Counted from: ${since.en}. Then ${then.en}` }
}
