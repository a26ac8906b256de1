import { type Bilingual, both, textIn } from '../../../src/contract/texts.ts'
import { FAULTS, type FaultCode } from '../../../src/fault.ts'
import { wallTime } from '../../../src/rules/wall-time.ts'
import { providerName } from '../../ground/provider-names.ts'
import type { OrderRow } from '../order-machine.ts'
import type { RefundRow } from '../refund-events.ts'

/** What is asked to say what became of an order. */
export interface Told {
  readonly order: OrderRow
  readonly refunds: readonly RefundRow[]
  /** Who decided about a refund, by the case that it answers: names, and the reason that was given. */
  readonly decided: ReadonlyMap<string, { readonly by: string; readonly reason: string | null }>
  readonly timeZone: string
}

export const yuanOf = (fen: number): string => `¥${(fen / 100).toFixed(2)}`

/** What became of an order, and why money of it went back: a sentence or a few, from its own rows alone. */
export function headlineOf(told: Told): Bilingual {
  const parts = [whatBecame(told), ...told.refunds.map(refund => whyBack(told, refund)), ...freeBack(told)]
  return both(parts.map(({ zh }) => zh).join(''), parts.map(({ en }) => en).join(' '))
}

function whatBecame({ order }: Told): Bilingual {
  const { paid_fen: paidFen, amount_fen: amountFen } = order
  switch (order.state) {
    case 'opening':
    case 'awaiting-payment':
    case 'closing':
      return both(`应付 ${yuanOf(amountFen)}，还没有付款。`, `${yuanOf(amountFen)} is to be paid, and is not yet.`)
    case 'closed':
      return paidFen === 0
        ? both('没有付款，订单已关闭，没有扣款。', 'It was not paid and is closed: nothing was charged.')
        : both(
            `订单关闭时才收到付款 ${yuanOf(paidFen)}，没有打印。`,
            `${yuanOf(paidFen)} came when it was being closed, and nothing was printed.`,
          )
    case 'ready':
      return paidFen > 0
        ? both(
            `已付 ${yuanOf(paidFen)}，终端还没有报告打印结果。`,
            `${yuanOf(paidFen)} is paid, and the terminal has not yet told what came out.`,
          )
        : both('免费订单，终端还没有报告打印结果。', 'It is free, and the terminal has not yet told what came out.')
    case 'ended':
      return whatCameOut(order)
  }
}

function whatCameOut(order: OrderRow): Bilingual {
  const { copies, copies_delivered: delivered, copies_unclear: unclear, held_fen: heldFen, paid_fen: paidFen } = order
  const missing = copies - (delivered ?? 0) - unclear
  const why = missing > 0 || unclear > 0 ? causeOf(order) : both('', '')
  const out =
    missing <= 0 && unclear === 0
      ? both(`${copies} 份都已打印出来`, `All ${copies} ${copies === 1 ? 'copy' : 'copies'} came out`)
      : missing > 0
        ? both(
            `${copies} 份中有 ${missing} 份没有打印出来${why.zh}`,
            `${missing} of ${copies} ${copies === 1 ? 'copy' : 'copies'} did not come out${why.en}`,
          )
        : both(
            `${copies} 份中有 ${unclear} 份说不清是否打印出来${why.zh}`,
            `of ${unclear} of ${copies} ${copies === 1 ? 'copy' : 'copies'} nobody can tell whether they came out${why.en}`,
          )
  const keptFen = paidFen - order.refund_fen - heldFen
  const charged =
    paidFen === 0
      ? both('，没有收费', ', and nothing was charged')
      : both(`，实收 ${yuanOf(keptFen)}`, `; ${yuanOf(keptFen)} was kept`)
  const held =
    heldFen === 0
      ? both('', '')
      : both(`，另有 ${yuanOf(heldFen)} 等人决定`, `, and ${yuanOf(heldFen)} waits for a decision`)
  const en = `${out.en}${charged.en}${held.en}.`
  return both(`${out.zh}${charged.zh}${held.zh}。`, en.charAt(0).toUpperCase() + en.slice(1))
}

/** Why copies did not come out, as the terminal told it. */
function causeOf({ outcome_fault: code }: OrderRow): Bilingual {
  if (code === null || !Object.hasOwn(FAULTS, code)) return both('', '')
  const { what } = FAULTS[code as FaultCode]
  const bare = (text: string) => text.replace(/[。.]$/, '')
  return both(`（${bare(textIn('zh-CN', what))}）`, ` (${bare(textIn('en', what))})`)
}

const WHY: Readonly<Record<RefundRow['cause'], Bilingual>> = {
  'not-delivered': both('因为这些份没有打印出来，退还', 'Because they did not come out,'),
  'proven-absent': both('打印机后来证明没有出纸，退还', 'Because the printer proved later that nothing had come out,'),
  'paid-late': both('因为付款时订单已结束，全额退还', 'Because it was paid after the order was over,'),
  'wrong-amount': both('因为付款金额与订单不符，退还', 'Because another amount was paid than ordered,'),
  'by-hand-decided': both('由工作人员决定，退还', 'By decision of staff,'),
}

function whyBack({ decided, timeZone, order }: Told, refund: RefundRow): Bilingual {
  const person = decided.get(refund.refund_id)
  const reason = person?.reason ? both(`（${person.reason}）`, ` (${person.reason})`) : both('', '')
  const why =
    refund.cause === 'by-hand-decided' && person
      ? both(`由 ${person.by} 决定${reason.zh}，退还`, `By decision of ${person.by}${reason.en},`)
      : WHY[refund.cause]
  const amount = yuanOf(refund.refund_fen)
  const state = stateOf(refund, timeZone, providerName(refund.provider ?? order.provider ?? ''))
  return both(`${why.zh} ${amount}：${state.zh}。`, `${why.en} ${amount} goes back: ${state.en}.`)
}

function stateOf(refund: RefundRow, timeZone: string, provider: Bilingual): Bilingual {
  const at = refund.succeeded_at === null ? '' : wallTime(refund.succeeded_at, timeZone)
  const by = refund.ended_by ?? ''
  const because = refund.ended_because ?? ''
  switch (refund.state) {
    case 'succeeded':
      return both(`${provider.zh}已于 ${at} 退到付款人账户`, `${provider.en} paid it to the payer at ${at}`)
    case 'accepted':
      return refund.returned_at === null
        ? both(`${provider.zh}正在处理`, `${provider.en} has it under way`)
        : both(
            '退到了本校账户，付款人还没有收到',
            'it came to the university’s account, and the payer has nothing of it yet',
          )
    case 'due':
      return refund.refusal_code === null
        ? both(`正在向${provider.zh}申请`, `it is being asked of ${provider.en}`)
        : both(
            `${provider.zh}拒绝了（${refund.refusal_code}），会再申请`,
            `${provider.en} refused it (${refund.refusal_code}), and is asked again`,
          )
    case 'needs-hand':
      return refund.returned_at === null
        ? both('退不到付款人账户，需要人工处理', 'it could not reach the payer, and needs a hand')
        : both('退到了本校账户，需要人另行退还', 'it came to the university’s account: a person pays it')
    case 'paid-by-hand':
      return both(`${by} 已用其他方式退还（${because}）`, `${by} paid it another way (${because})`)
    case 'written-off':
      return both(`${by} 决定不退（${because}）`, `${by} decided not to pay it (${because})`)
  }
}

function freeBack({ order }: Told): Bilingual[] {
  const { quota_given_back: back } = order
  if (back === 0) return []
  return [both(`另还回免费份数 ${back} 份。`, `${back} free ${back === 1 ? 'copy' : 'copies'} went back too.`)]
}
