import { Card } from 'antd'
import { REPORTS_ROUTES, type ReportTable } from '../../../src/contract/reports-api.ts'
import { Facts } from '../parts/facts.tsx'
import { useAnswer } from '../parts/use-answer.ts'
import { Money, useTimes } from '../parts/values.tsx'
import { useServer } from '../shell/console-context.ts'
import { PlaceLink } from '../shell/place-link.tsx'
import { useOverviewWords } from './words.ts'

/** Money and visits of this day, of the sites of whoever looks, by the same books and reports as the pages behind it; nothing where they can't be asked. */
export function Today() {
  const t = useOverviewWords()
  const { day } = useTimes()
  const server = useServer(REPORTS_ROUTES)
  const today = day(new Date().toISOString())
  const of = (name: 'money' | 'visits') => () => server.staffReport({ of: name, by: 'day', from: today, until: today })
  const money = useAnswer(of('money'), `money ${today}`).value
  const visits = useAnswer(of('visits'), `visits ${today}`).value
  if (money === null || visits === null) return null
  const [taken, refunded, byHand, net] = ['received', 'refunded', 'byHand', 'net'].map(key => sumOf(money, key))
  const counted = ['completed', 'failed', 'givenUp'].map(key => sumOf(visits, key)) as [number, number, number]
  return (
    <Card title={t('today')}>
      <Facts
        facts={[
          { label: t('taken'), value: <Money fen={taken ?? 0} /> },
          { label: t('givenBack'), value: <Money fen={(refunded ?? 0) + (byHand ?? 0)} /> },
          { label: t('net'), value: <Money fen={net ?? 0} /> },
          {
            label: t('visits'),
            value: t('visitsOf', { completed: counted[0], failed: counted[1], givenUp: counted[2] }),
          },
        ]}
      />
      <PlaceLink to="reports">{t('reports')}</PlaceLink>
    </Card>
  )
}

/** The sum of a column; a day on which nothing happened has no row. */
function sumOf({ columns, rows }: ReportTable, key: string): number {
  const at = columns.findIndex(column => column.key === key)
  return rows.reduce((sum, { values }) => sum + (values[at] ?? 0), 0)
}
