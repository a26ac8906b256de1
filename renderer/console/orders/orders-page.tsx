import { Alert, Button, Input } from 'antd'
import { useState } from 'react'
import {
  ORDER_DESK_ROUTES,
  ORDER_MONEY,
  ORDER_ROW_STATES,
  type OrderListRow,
} from '../../../src/contract/order-desk-api.ts'
import { formatYuan } from '../../../src/rules/money.ts'
import { List } from '../list/list.tsx'
import type { AskList } from '../list/list-parts.ts'
import { PageHead } from '../parts/page-head.tsx'
import { Money, Time, useTimes } from '../parts/values.tsx'
import { useServer } from '../shell/console-context.ts'
import { useText } from '../shell/language.tsx'
import { OrderState } from './order-state.tsx'
import { useOrdersWords } from './words.ts'

/** Orders, found by any number that stands somewhere, or picked from the newest on. */
export function OrdersPage() {
  const t = useOrdersWords()
  const text = useText()
  const { time } = useTimes()
  const server = useServer(ORDER_DESK_ROUTES)
  /** In memory alone: a person's number stands in no address. */
  const [number, setNumber] = useState<string | null>(null)
  const ask: AskList<OrderListRow> = ({ filters, ...page }) =>
    number === null
      ? server.staffOrders({ ...filters, ...page })
      : server.staffOrdersOfPerson({
          number,
          limit: page.limit,
          ...(page.after === undefined ? {} : { after: page.after }),
        })
  const copiesOf = ({ copies, copiesDelivered }: OrderListRow) =>
    copiesDelivered === null || copiesDelivered === copies
      ? String(copies)
      : t('copiesOut', { ordered: copies, out: copiesDelivered })
  const choices = <Value extends string>(values: readonly Value[], label: (value: Value) => string) =>
    values.map(value => ({ value, label: label(value) }))
  return (
    <>
      <PageHead title={t('title')} lead={t('lead')} />
      {number === null ? (
        <OfPerson onFind={setNumber} />
      ) : (
        <Alert
          type="info"
          showIcon
          role="status"
          title={t('ofPerson.shown')}
          action={<Button onClick={() => setNumber(null)}>{t('ofPerson.all')}</Button>}
        />
      )}
      <List<OrderListRow>
        label={t('list')}
        ask={ask}
        version={number ?? ''}
        rowKey={row => row.orderNumber}
        open={row => `orders/${row.orderNumber}`}
        {...(number === null ? { search: t('search') } : {})}
        csvName="orders"
        empty={t('empty')}
        filters={
          number !== null
            ? []
            : [
                {
                  ...{ kind: 'choice', key: 'state', label: t('state') },
                  options: choices(ORDER_ROW_STATES, state => t(`states.${state}`)),
                },
                {
                  ...{ kind: 'choice', key: 'money', label: t('money') },
                  options: choices(ORDER_MONEY, money => t(`moneys.${money}`)),
                },
                { kind: 'day', key: 'from', label: t('from') },
                { kind: 'day', key: 'until', label: t('until') },
              ]
        }
        columns={[
          { key: 'number', title: t('number'), show: row => row.orderNumber, text: row => row.orderNumber },
          { key: 'at', title: t('at'), show: row => <Time iso={row.at} />, text: row => time(row.at) },
          { key: 'terminal', title: t('terminal'), show: row => text(row.terminal), text: row => text(row.terminal) },
          { key: 'document', title: t('document'), show: row => text(row.title), text: row => text(row.title) },
          {
            ...{ key: 'person', title: t('person') },
            show: row => `${text(row.nameMasked)} ${row.numberMasked}`,
            text: row => `${text(row.nameMasked)} ${row.numberMasked}`,
          },
          { key: 'copies', title: t('copies'), widthPx: 110, show: copiesOf, text: copiesOf },
          {
            ...{ key: 'state', title: t('state') },
            show: row => <OrderState row={row} />,
            text: row => t(`states.${row.state}`),
          },
          {
            ...{ key: 'paid', title: t('paid'), align: 'right', widthPx: 100 },
            show: row => <Money fen={row.paidFen} />,
            text: row => formatYuan(row.paidFen),
          },
          {
            ...{ key: 'back', title: t('back'), align: 'right', widthPx: 100 },
            show: row => (row.refundFen === 0 ? '' : <Money fen={row.refundFen} />),
            text: row => formatYuan(row.refundFen),
          },
        ]}
      />
    </>
  )
}

/** A field for a person's number, behind a button: looking for a person is another matter than looking for an order. */
function OfPerson({ onFind }: { readonly onFind: (number: string) => void }) {
  const t = useOrdersWords()
  const [isOpen, setOpen] = useState(false)
  const [typed, setTyped] = useState('')
  if (!isOpen)
    return (
      <p>
        <Button onClick={() => setOpen(true)}>{t('ofPerson.open')}</Button>
      </p>
    )
  const find = () => typed.trim() !== '' && onFind(typed.trim())
  return (
    <form
      className="order-person"
      onSubmit={event => {
        event.preventDefault()
        find()
      }}
    >
      <Input
        aria-label={t('ofPerson.label')}
        placeholder={t('ofPerson.label')}
        maxLength={40}
        autoFocus
        autoComplete="off"
        value={typed}
        onChange={event => setTyped(event.target.value)}
      />
      <Button htmlType="submit" type="primary">
        {t('ofPerson.go')}
      </Button>
      <span className="soft">{t('ofPerson.hint')}</span>
    </form>
  )
}
