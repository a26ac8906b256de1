import type { DockOrder, DockState } from './dock-contract.ts'
import { Panel } from './panel.tsx'
import { useSend } from './use-dock.ts'
import { useWords } from './words.ts'

/** The visitor's phone: orders of the payment gateway, newest first. */
export function PhonePanel({ state }: { readonly state: DockState }) {
  const say = useWords()
  const phone = state.phone
  if (!phone) return null
  const open = phone.orders.filter(order => order.state === 'open').length
  return (
    <Panel
      name="phone"
      title={say('phone')}
      status={phone.reachable ? (open > 0 ? `${open} ${say('open')}` : say('ready')) : say('silent')}
      mood={phone.reachable ? (open > 0 ? 'busy' : 'good') : 'bad'}
    >
      {!phone.reachable && <p className="faint">{say('gatewayGone')}</p>}
      {phone.reachable && phone.orders.length === 0 && <p className="faint">{say('noOrders')}</p>}
      <ul className="orders">
        {phone.orders.map(order => (
          <Order key={order.outTradeNo} order={order} />
        ))}
      </ul>
    </Panel>
  )
}

function Order({ order }: { readonly order: DockOrder }) {
  const say = useWords()
  const send = useSend()
  const { outTradeNo, state, totalFen, refundedFen } = order
  return (
    <li className={`order ${state}`} data-order={outTradeNo}>
      <div className="row">
        <b className="money">{yuan(totalFen)}</b>
        <span className="grow">
          {order.description}
          <br />
          <code>{outTradeNo}</code>
        </span>
        <span className={`status ${state === 'open' ? 'busy' : state === 'paid' ? 'good' : 'off'}`}>{say(state)}</span>
      </div>
      {refundedFen > 0 && (
        <p className="faint">
          {say('refunded')} {yuan(refundedFen)}
        </p>
      )}
      {state === 'open' && (
        <div className="verbs">
          <button type="button" className="act" onClick={() => send('/phone/pay', { outTradeNo })}>
            {say('pay')}
          </button>
          <button type="button" onClick={() => send('/phone/decline', { outTradeNo })}>
            {say('decline')}
          </button>
          <button type="button" onClick={() => send('/phone/pay-late', { outTradeNo })}>
            {say('payLate')}
          </button>
        </div>
      )}
    </li>
  )
}

function yuan(amountFen: number): string {
  return `¥${(amountFen / 100).toFixed(2)}`
}
