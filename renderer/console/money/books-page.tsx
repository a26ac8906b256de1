import { Alert, Button, Input } from 'antd'
import { BOOKS_ROUTES, type MonthOfBooks, monthSchema } from '../../../src/contract/money-api.ts'
import { formatYuan } from '../../../src/rules/money.ts'
import { Answered } from '../parts/answered.tsx'
import { Facts } from '../parts/facts.tsx'
import { PageHead } from '../parts/page-head.tsx'
import { useAnswer } from '../parts/use-answer.ts'
import { Money, Time, useTimes } from '../parts/values.tsx'
import { useConsole, useMay, useServer } from '../shell/console-context.ts'
import { useLanguage, useText } from '../shell/language.tsx'
import { PlaceLink } from '../shell/place-link.tsx'
import { PlainTable } from './plain-table.tsx'
import { useMoneyWords } from './words.ts'

const FIGURES = [
  ...(['copiesFree', 'copiesPaid', 'copiesReprinted', 'heldAtStartFen', 'owedAtStartFen', 'receivedFen'] as const),
  ...(['chargedFen', 'refundedFen', 'refundedByHandFen', 'returnedFen', 'lostFen'] as const),
  ...(['heldAtEndFen', 'owedAtEndFen'] as const),
]

/** The books of a month, which stands in the address. */
export function BooksPage() {
  const t = useMoneyWords()
  const { place, goTo } = useConsole()
  const { day } = useTimes()
  const server = useServer(BOOKS_ROUTES)
  const said = monthSchema.safeParse(place.query.month)
  const month = said.success ? said.data : day(new Date().toISOString()).slice(0, 7)
  const books = useAnswer(() => server.monthOfBooks({ month }), month)
  return (
    <>
      <PageHead title={t('books.title', { month })} lead={t('books.lead')} />
      <div className="wish-bar">
        <Input
          type="month"
          aria-label={t('books.month')}
          prefix={t('books.month')}
          value={month}
          onChange={event =>
            monthSchema.safeParse(event.target.value).success &&
            goTo({ path: place.path, query: { month: event.target.value } }, 'replace')
          }
        />
      </div>
      <Answered answer={books}>{value => <Month books={value} />}</Answered>
    </>
  )
}

function Month({ books }: { readonly books: MonthOfBooks }) {
  const t = useMoneyWords()
  const text = useText()
  const may = useMay()
  const { time } = useTimes()
  const server = useServer(BOOKS_ROUTES)
  const language = useLanguage() === 'zh-CN' ? 'zh' : 'en'
  const { month, bridge, byHand } = books
  const ties = books.ties && bridge.ties && byHand.ties
  const csv = (of: 'statement' | 'bridge' | 'by-hand' | 'receipts') => (
    <Button size="small" href={server.addressOf('monthOfBooksTable', { month, of, language })}>
      {t('books.csv')}
    </Button>
  )
  const figure = (name: (typeof FIGURES)[number], value: number) =>
    name.startsWith('copies') ? String(value) : formatYuan(value)
  const total = { ...books.total, kiosk: null, kindTitle: null }
  return (
    <div className="order-story">
      <Alert type={ties ? 'success' : 'error'} showIcon title={t(ties ? 'books.ties' : 'books.tiesNot')} />
      {!books.isOver && <Alert type="info" showIcon title={t('books.notOver', { at: time(books.asOf) })} />}
      <h2>
        {t('books.statement')} {csv('statement')}
      </h2>
      <PlainTable<
        Omit<MonthOfBooks['lines'][number], 'kiosk' | 'place'> & { readonly kiosk: { zh: string; en: string } | null }
      >
        label={t('books.statement')}
        rows={books.lines}
        foot={total}
        columns={[
          {
            title: t('books.kiosk'),
            show: line => (line.kiosk === null ? t('books.total') : text(line.kiosk) || t('books.noOrder')),
          },
          { title: t('books.kind'), show: line => (line.kindTitle ? text(line.kindTitle) : '') },
          ...FIGURES.map(name => ({
            ...{ title: t(`books.figures.${name}`), isNumber: true },
            show: (line: MonthOfBooks['total']) => figure(name, line[name]),
          })),
        ]}
      />
      <h2>
        {t('books.receipts')} {csv('receipts')}
      </h2>
      <p className="soft">{t('books.receiptsLead')}</p>
      <h2>
        {t('books.bridge')} {csv('bridge')}
      </h2>
      <PlainTable
        label={t('books.bridge')}
        rows={[
          { name: t('books.inBooks'), count: '', ...bridge.books, cases: [] },
          ...bridge.classes.map(({ class: of, count, ...sums }) => ({ ...sums, name: text(of), count: String(count) })),
          { name: t('books.onBills'), count: '', ...bridge.bill, cases: [] },
        ]}
        columns={[
          { title: t('books.bridge'), show: row => row.name },
          { title: t('books.count'), isNumber: true, show: row => row.count },
          { title: t('books.payments'), isNumber: true, show: row => formatYuan(row.paymentsFen) },
          { title: t('books.refunds'), isNumber: true, show: row => formatYuan(row.refundsFen) },
          {
            title: t('day.case'),
            show: row =>
              row.cases.map(one => (
                <div key={one}>{may('cases.see') ? <PlaceLink to={`cases/${one}`}>{one}</PlaceLink> : one}</div>
              )),
          },
        ]}
      />
      {bridge.daysWithoutBill.length > 0 && (
        <Alert
          type="warning"
          showIcon
          title={t('books.daysWithoutBill', { days: bridge.daysWithoutBill.join(', ') })}
        />
      )}
      <h2>
        {t('books.byHand')} {csv('by-hand')}
      </h2>
      <Facts
        facts={[
          { label: t('books.atStart'), value: <Money fen={byHand.atStartFen} /> },
          { label: t('books.byHand'), value: <Money fen={byHand.sumFen} /> },
          { label: t('books.figures.returnedFen'), value: <Money fen={byHand.cameBackFen} /> },
          { label: t('books.atEnd'), value: <Money fen={byHand.atEndFen} /> },
        ]}
      />
      {byHand.refunds.length === 0 ? (
        <p className="soft">{t('books.noneByHand')}</p>
      ) : (
        <PlainTable
          label={t('books.byHand')}
          rows={byHand.refunds}
          columns={[
            { title: t('books.at'), show: one => <Time iso={one.at} /> },
            { title: t('books.amount'), isNumber: true, show: one => formatYuan(one.amountFen) },
            { title: t('books.order'), show: one => one.orderNumber ?? '' },
            { title: t('day.case'), show: one => one.caseNumber ?? '' },
            { title: t('books.by'), show: one => one.by ?? '' },
            { title: t('books.agreedBy'), show: one => one.agreedBy ?? '' },
            { title: t('books.reference'), show: one => one.reference ?? '' },
            { title: t('books.reason'), show: one => one.reason ?? '' },
          ]}
        />
      )}
    </div>
  )
}
