import { CASE_STATES, CASES_DESK_ROUTES, type CaseListRow } from '../../../src/contract/cases-desk-api.ts'
import { formatYuan } from '../../../src/rules/money.ts'
import { List } from '../list/list.tsx'
import type { AskList } from '../list/list-parts.ts'
import { PageHead } from '../parts/page-head.tsx'
import { useAnswer } from '../parts/use-answer.ts'
import { Ago, Money, StateTag, useTimes } from '../parts/values.tsx'
import { useServer } from '../shell/console-context.ts'
import { useText } from '../shell/language.tsx'
import { CaseStateTag } from './case-state.tsx'
import { useCasesWords } from './words.ts'

const AGES = [1, 3, 7, 30]

/** What needs a hand, the oldest first. */
export function CasesPage() {
  const t = useCasesWords()
  const text = useText()
  const { time } = useTimes()
  const server = useServer(CASES_DESK_ROUTES)
  const kinds = useAnswer(() => server.staffCases({ limit: 1 }), 'kinds')
  const ask: AskList<CaseListRow> = ({ filters, ...page }) => server.staffCases({ ...filters, ...page } as never)
  return (
    <>
      <PageHead title={t('title')} lead={t('lead')} />
      <List<CaseListRow>
        label={t('list')}
        ask={ask}
        rowKey={row => row.caseNumber}
        open={row => `cases/${row.caseNumber}`}
        search={t('search')}
        csvName="cases"
        empty={t('empty')}
        filters={[
          {
            ...{ kind: 'choice', key: 'state', label: t('state'), unless: t('states.needs-hand') },
            options: [...CASE_STATES, 'all' as const].map(value => ({ value, label: t(`states.${value}`) })),
          },
          {
            ...{ kind: 'choice', key: 'kind', label: t('kind') },
            options: (kinds.value?.kinds ?? []).map(({ kind, name }) => ({ value: kind, label: text(name) })),
          },
          {
            ...{ kind: 'choice', key: 'olderThanDays', label: t('age') },
            options: AGES.map(days => ({ value: String(days), label: t('olderThan', { days }) })),
          },
        ]}
        columns={[
          { key: 'number', title: t('number'), show: row => row.caseNumber, text: row => row.caseNumber },
          { key: 'kind', title: t('kind'), show: row => text(row.kindName), text: row => text(row.kindName) },
          {
            ...{ key: 'state', title: t('state'), widthPx: 220 },
            show: row => (
              <>
                <CaseStateTag state={row.state} />
                {row.mayAgree && <StateTag tone="info">{t('mayAgree')}</StateTag>}
              </>
            ),
            text: row => t(`states.${row.state}`),
          },
          {
            ...{ key: 'amount', title: t('amount'), align: 'right', widthPx: 100 },
            show: row => (row.amountFen === null ? '' : <Money fen={row.amountFen} />),
            text: row => (row.amountFen === null ? '' : formatYuan(row.amountFen)),
          },
          {
            key: 'opened',
            title: t('opened'),
            show: row => <Ago iso={row.openedAt} />,
            text: row => time(row.openedAt),
          },
          {
            ...{ key: 'terminal', title: t('terminal') },
            show: row => (row.terminal ? text(row.terminal) : ''),
            text: row => (row.terminal ? text(row.terminal) : ''),
          },
          { key: 'asked', title: t('asked'), show: row => row.askedBy ?? '', text: row => row.askedBy ?? '' },
        ]}
      />
    </>
  )
}
