import { COMPLAINT_STATES, COMPLAINTS_ROUTES, type ComplaintListRow } from '../../../src/contract/complaints-api.ts'
import { formatYuan } from '../../../src/rules/money.ts'
import { List } from '../list/list.tsx'
import type { AskList } from '../list/list-parts.ts'
import { PageHead } from '../parts/page-head.tsx'
import { Money, Time, useTimes } from '../parts/values.tsx'
import { useServer } from '../shell/console-context.ts'
import { useText } from '../shell/language.tsx'
import { ComplaintClock, ComplaintState, useClock } from './complaint-clock.tsx'
import { useComplaintsWords } from './words.ts'

/** What payers complain of, the most urgent first. */
export function ComplaintsPage() {
  const t = useComplaintsWords()
  const text = useText()
  const { time } = useTimes()
  const clock = useClock()
  const server = useServer(COMPLAINTS_ROUTES)
  const ask: AskList<ComplaintListRow> = ({ filters, ...page }) =>
    server.staffComplaints({ ...filters, ...page } as never)
  return (
    <>
      <PageHead title={t('title')} lead={t('lead')} />
      <List<ComplaintListRow>
        label={t('list')}
        ask={ask}
        rowKey={row => row.complaintId}
        open={row => `complaints/${row.complaintId}`}
        search={t('search')}
        csvName="complaints"
        empty={t('empty')}
        filters={[
          {
            ...{ kind: 'choice', key: 'state', label: t('state'), unless: t('states.open') },
            options: [...COMPLAINT_STATES, 'all' as const].map(value => ({ value, label: t(`states.${value}`) })),
          },
        ]}
        columns={[
          {
            ...{ key: 'clock', title: t('clock'), widthPx: 265 },
            show: row => <ComplaintClock row={row} />,
            text: row => clock(row).says,
          },
          {
            ...{ key: 'state', title: t('state'), widthPx: 190 },
            show: row => <ComplaintState row={row} />,
            text: row => t(`states.${row.state}`),
          },
          {
            ...{ key: 'problem', title: t('problem') },
            show: row => (row.times > 1 ? `${row.problem} · ${t('again', { times: row.times })}` : row.problem),
            text: row => row.problem,
          },
          {
            ...{ key: 'amount', title: t('amount'), align: 'right', widthPx: 100 },
            show: row => (row.amountFen === null ? '' : <Money fen={row.amountFen} />),
            text: row => (row.amountFen === null ? '' : formatYuan(row.amountFen)),
          },
          {
            ...{ key: 'order', title: t('order') },
            show: row => row.orderNumber ?? t('noOrder'),
            text: row => row.orderNumber ?? t('noOrder'),
          },
          {
            ...{ key: 'terminal', title: t('terminal'), widthPx: 110 },
            show: row => (row.terminal ? text(row.terminal) : ''),
            text: row => (row.terminal ? text(row.terminal) : ''),
          },
          { key: 'at', title: t('at'), widthPx: 150, show: row => <Time iso={row.at} />, text: row => time(row.at) },
        ]}
      />
    </>
  )
}
