import { Alert, Button, Input, Select } from 'antd'
import {
  REPORT_ROWS,
  REPORTS,
  REPORTS_ROUTES,
  type ReportName,
  type ReportTable,
} from '../../../src/contract/reports-api.ts'
import { formatYuan } from '../../../src/rules/money.ts'
import { Answered } from '../parts/answered.tsx'
import { Chart } from '../parts/chart.tsx'
import { Facts } from '../parts/facts.tsx'
import { PageHead } from '../parts/page-head.tsx'
import { useAnswer } from '../parts/use-answer.ts'
import { useTimes } from '../parts/values.tsx'
import { useConsole, useServer } from '../shell/console-context.ts'
import { useLanguage, useText } from '../shell/language.tsx'
import { useReportsWords } from './words.ts'

const MONTH_MS = 30 * 86_400_000

/** Figures of what has happened. What is asked for stands in the address. */
export function ReportsPage() {
  const t = useReportsWords()
  const { place, goTo } = useConsole()
  const { day } = useTimes()
  const server = useServer(REPORTS_ROUTES)
  const language = useLanguage() === 'zh-CN' ? 'zh' : 'en'
  const { query } = place
  const of = REPORTS.find(one => one === query.of) ?? 'money'
  const said = REPORT_ROWS.find(one => one === query.by) ?? 'day'
  const by = of === 'availability' && said !== 'site' ? 'terminal' : said
  const now = Date.now()
  const until = query.until || day(new Date(now).toISOString())
  const from = query.from || day(new Date(now - MONTH_MS).toISOString())
  const wish = { of, by, from, until }
  const report = useAnswer(() => server.staffReport(wish), JSON.stringify(wish))
  const say = (part: Readonly<Record<string, string>>) =>
    goTo({ path: place.path, query: { ...query, ...part } }, 'replace')
  const isOfDays = of !== 'peaks' && of !== 'forecast'
  const choices = of === 'availability' ? (['terminal', 'site'] as const) : REPORT_ROWS
  const hasRows = of !== 'steps' && of !== 'peaks' && of !== 'forecast'
  return (
    <>
      <PageHead
        title={t('title')}
        lead={t('lead')}
        acts={<Button href={server.addressOf('staffReportTable', { ...wish, language })}>{t('csv')}</Button>}
      />
      <div className="wish-bar">
        <Select
          className="wish-choice"
          aria-label={t('of')}
          value={of}
          onChange={value => say({ of: value })}
          popupMatchSelectWidth={false}
          options={REPORTS.map(value => ({ value, label: t(`names.${value}`) }))}
        />
        {hasRows && (
          <Select
            className="wish-choice"
            aria-label={t('by')}
            value={by}
            onChange={value => say({ by: value })}
            popupMatchSelectWidth={false}
            options={choices.map(value => ({ value, label: `${t('by')} ${t(`rows.${value}`)}` }))}
          />
        )}
        {isOfDays &&
          (['from', 'until'] as const).map(key => (
            <Input
              key={key}
              className="wish-day"
              type="date"
              prefix={t(key)}
              aria-label={t(key)}
              value={key === 'from' ? from : until}
              onChange={event => say({ [key]: event.target.value })}
            />
          ))}
      </div>
      <Answered answer={report}>{table => <Report of={of} table={table} by={t(`rows.${by}`)} />}</Answered>
    </>
  )
}

function Report({ of, table, by }: { readonly of: ReportName; readonly table: ReportTable; readonly by: string }) {
  const t = useReportsWords()
  const text = useText()
  const { columns, rows, total, notes } = table
  const isMoney = columns.some(({ unit }) => unit === 'fen')
  const shown = (value: number) => (isMoney ? formatYuan(value) : String(value))
  return (
    <div className="order-story">
      {notes.map(note => (
        <Alert key={note.en} type="info" showIcon title={text(note)} />
      ))}
      {total !== null && (
        <Facts
          facts={columns.map(({ label }, at) => {
            const sum = total[at] ?? null
            return sum === null ? null : { label: text(label), value: <strong className="number">{shown(sum)}</strong> }
          })}
        />
      )}
      <Chart
        title={t(`names.${of}`)}
        kind={of === 'forecast' || of === 'peaks' ? 'line' : of === 'money' ? 'bar' : 'stack'}
        along={{ key: 'along', label: of === 'peaks' ? t('rows.hour') : by }}
        series={columns.map(({ key, label }) => ({ key, label: text(label) }))}
        rows={rows.map(row => ({
          along: text(row.label),
          ...Object.fromEntries(columns.map(({ key }, at) => [key, row.values[at] ?? null])),
        }))}
        format={shown}
      />
    </div>
  )
}
