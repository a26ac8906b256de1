import { Button, Card, Empty, Spin } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { csvOf } from '../../web/csv.ts'
import { saveFile } from '../../web/save-file.ts'
import type { ChartProps } from './chart/chart-parts.ts'
import { usePartWords } from './words.ts'

/** Recharts is half as large as the console itself: it comes when the first picture is drawn. */
const Picture = lazy(async () => ({ default: (await import('./chart/picture.tsx')).Picture }))

/** Numbers as a picture, and the same as a table: neither says more than the other. */
export function Chart(props: ChartProps) {
  const { title, rows, csvName, along, series } = props
  const t = usePartWords()
  const [isTable, setTable] = useState(false)
  const save = () => {
    const told = [along, ...series]
    const table = rows.map(row => told.map(({ key }) => String(row[key] ?? '')))
    saveFile(csvOf([told.map(({ label }) => label), ...table]), `${csvName}.csv`, 'text/csv')
  }
  const acts = rows.length > 0 && (
    <span className="chart-acts">
      <Button size="small" onClick={() => setTable(!isTable)}>
        {t(isTable ? 'chart.picture' : 'chart.table')}
      </Button>
      {csvName !== undefined && (
        <Button size="small" onClick={save}>
          {t('chart.csv')}
        </Button>
      )}
    </span>
  )
  return (
    <Card title={<h2 className="card-title">{title}</h2>} extra={acts} className="chart">
      {rows.length === 0 ? (
        <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('chart.empty')} />
      ) : isTable ? (
        <ChartTable {...props} />
      ) : (
        <Suspense fallback={<Spin className="chart-place" description={t('chart.drawing')} />}>
          <Picture {...props} />
        </Suspense>
      )}
    </Card>
  )
}

function ChartTable({ title, along, series, rows, format = String }: ChartProps) {
  const shown = (value: string | number | null | undefined) =>
    typeof value === 'number' ? format(value) : (value ?? '')
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by the keyboard.
    <section className="chart-table" aria-label={title} tabIndex={0}>
      <table>
        <thead>
          <tr>
            {[along, ...series].map(({ key, label }) => (
              <th key={key} scope="col">
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(row => (
            <tr key={String(row[along.key])}>
              <th scope="row">{row[along.key]}</th>
              {series.map(({ key }) => (
                <td key={key} className="number">
                  {shown(row[key])}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
