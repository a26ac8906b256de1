import { Alert, Button, Card } from 'antd'
import { type DayReportView, RECONCILIATION_ROUTES } from '../../../src/contract/money-api.ts'
import { formatYuan } from '../../../src/rules/money.ts'
import type { PageProps } from '../page-props.ts'
import { ActButton } from '../parts/act-button.tsx'
import { Answered } from '../parts/answered.tsx'
import { Facts } from '../parts/facts.tsx'
import { PageHead } from '../parts/page-head.tsx'
import { useAnswer } from '../parts/use-answer.ts'
import { Money, StateTag } from '../parts/values.tsx'
import { useMay, useServer } from '../shell/console-context.ts'
import { useLanguage, useText } from '../shell/language.tsx'
import { PlaceLink } from '../shell/place-link.tsx'
import { PlainTable } from './plain-table.tsx'
import { useMoneyWords } from './words.ts'

/** One day: its bills, its sheets, and what differs. */
export function DayPage({ params }: PageProps) {
  const t = useMoneyWords()
  const may = useMay()
  const server = useServer(RECONCILIATION_ROUTES)
  const language = useLanguage() === 'zh-CN' ? 'zh' : 'en'
  const day = params.day ?? ''
  const report = useAnswer(() => server.reconciledDay({ day }), day)
  return (
    <>
      <PageHead
        title={t('day.title', { day })}
        acts={
          <>
            <Button href={server.addressOf('reconciledDayTable', { day, language })}>{t('day.csv')}</Button>
            {may('reconciliation.run') && (
              <ActButton<DayReportView>
                label={t('day.again')}
                will={t('day.againWill')}
                act={() => server.reconcileDay({ day })}
                did={() => t('day.againDid')}
                onDone={done => report.put(done)}
              />
            )}
          </>
        }
      />
      <Answered answer={report}>{value => <Report report={value} />}</Answered>
    </>
  )
}

function Report({ report }: { readonly report: DayReportView }) {
  const t = useMoneyWords()
  const text = useText()
  const may = useMay()
  const figure = (isSheets: boolean, value: number | null) =>
    value === null ? '' : isSheets ? String(value) : formatYuan(value)
  const order = (number: string | null) =>
    number === null ? '' : may('orders.see') ? <PlaceLink to={`orders/${number}`}>{number}</PlaceLink> : number
  return (
    <div className="order-story">
      <Alert
        type={report.isClean ? 'success' : 'warning'}
        showIcon
        title={t(report.isClean ? 'day.clean' : 'day.notClean')}
      />
      <div className="cards">
        {report.merchants.map(merchant => (
          <Card
            key={`${merchant.merchantId}`}
            title={<h2 className="card-title">{`${text(merchant.provider)} · ${merchant.merchantId}`}</h2>}
          >
            <Facts
              facts={[
                { label: t('day.bill'), value: t(`day.bills.${merchant.bill ?? 'none'}`) },
                merchant.why !== null && { label: '', value: <span className="soft breaks">{merchant.why}</span> },
                { label: t('days.payments'), value: <Money fen={merchant.paymentsFen} /> },
                { label: t('days.refunds'), value: <Money fen={merchant.refundsFen} /> },
                ...merchant.lines.map(line => ({
                  label: `${t(`day.${line.kind}`)}: ${text(line.class)}`,
                  value: (
                    <>
                      {line.count} · <Money fen={line.sumFen} />
                    </>
                  ),
                })),
              ]}
            />
          </Card>
        ))}
      </div>
      <h2>{t('day.differences')}</h2>
      {report.differences.length === 0 ? (
        <p>{t('day.none')}</p>
      ) : (
        <PlainTable
          label={t('day.differences')}
          rows={report.differences}
          columns={[
            { title: t('day.class'), show: one => text(one.class) },
            {
              title: t('day.case'),
              show: one =>
                may('cases.see') ? (
                  <PlaceLink to={`cases/${one.caseNumber}`}>{one.caseNumber}</PlaceLink>
                ) : (
                  one.caseNumber
                ),
            },
            {
              title: t('days.state'),
              show: one => (
                <StateTag tone={one.state === 'open' ? 'stop' : one.state === 'closed' ? 'plain' : 'ok'}>
                  {t(`day.states.${one.state}`, { by: one.closed?.by ?? '' })}
                </StateTag>
              ),
            },
            { title: t('day.here'), isNumber: true, show: one => figure(one.isSheets, one.here) },
            { title: t('day.there'), isNumber: true, show: one => figure(one.isSheets, one.there) },
            { title: t('day.order'), show: one => order(one.orderNumber) },
            { title: t('day.number'), show: one => <span className="breaks">{one.number}</span> },
            { title: t('day.answer'), show: one => (one.answer ? text(one.answer) : '') },
          ]}
        />
      )}
      {report.sheets.length > 0 && (
        <>
          <h2>{t('day.sheets')}</h2>
          <PlainTable
            label={t('day.sheets')}
            rows={report.sheets}
            columns={[
              { title: t('day.kiosk'), show: one => text(one.kiosk) },
              { title: t('day.copies'), isNumber: true, show: one => one.copiesDelivered },
              { title: t('day.counted'), isNumber: true, show: one => one.sheetsCounted },
            ]}
          />
        </>
      )}
    </div>
  )
}
