import { RECONCILIATION_ROUTES, type ReconciledDay } from '../../../src/contract/money-api.ts'
import { formatYuan } from '../../../src/rules/money.ts'
import { List } from '../list/list.tsx'
import type { AskList } from '../list/list-parts.ts'
import { PageHead } from '../parts/page-head.tsx'
import { Money, StateTag } from '../parts/values.tsx'
import { useServer } from '../shell/console-context.ts'
import { useMoneyWords } from './words.ts'

/** Days that were compared with the providers' bills. */
export function DaysPage() {
  const t = useMoneyWords()
  const server = useServer(RECONCILIATION_ROUTES)
  const ask: AskList<ReconciledDay> = ({ filters, after, limit }) =>
    server.reconciledDays({
      ...{ onlyOpen: filters.only === 'open' ? 'yes' : 'no', limit },
      ...(after === undefined ? {} : { after }),
    })
  const stateOf = ({ isCompared, open }: ReconciledDay) =>
    open > 0 ? t('days.open', { count: open }) : t(isCompared ? 'days.clean' : 'days.waiting')
  return (
    <>
      <PageHead title={t('days.title')} lead={t('days.lead')} />
      <List<ReconciledDay>
        label={t('days.list')}
        ask={ask}
        rowKey={({ day }) => day}
        open={({ day }) => `reconciliation/${day}`}
        csvName="reconciliation"
        empty={t('days.empty')}
        filters={[
          {
            ...{ kind: 'choice', key: 'only', label: t('days.only') },
            options: [{ value: 'open', label: t('days.onlyOpen') }],
          },
        ]}
        columns={[
          { key: 'day', title: t('days.day'), show: ({ day }) => day, text: ({ day }) => day },
          {
            ...{ key: 'state', title: t('days.state') },
            show: row => (
              <StateTag tone={row.open > 0 ? 'stop' : row.isCompared ? 'ok' : 'wait'}>{stateOf(row)}</StateTag>
            ),
            text: stateOf,
          },
          {
            ...{ key: 'payments', title: t('days.payments'), align: 'right' },
            show: row => <Money fen={row.paymentsFen} />,
            text: row => formatYuan(row.paymentsFen),
          },
          {
            ...{ key: 'refunds', title: t('days.refunds'), align: 'right' },
            show: row => <Money fen={row.refundsFen} />,
            text: row => formatYuan(row.refundsFen),
          },
          {
            ...{ key: 'explained', title: t('days.explained'), align: 'right' },
            show: row => row.explained,
            text: row => String(row.explained),
          },
        ]}
      />
    </>
  )
}
