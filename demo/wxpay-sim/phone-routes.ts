import type { ServerResponse } from 'node:http'
import type { RawRequest } from '../loopback-server.ts'
import { PAGE_HEADERS } from '../phone-page.ts'
import type { Order } from './book.ts'
import { pictureOfBadSheet } from './complaint-picture.ts'
import { complainedScreen, complainScreen } from './complaint-screens.ts'
import { type ComplaintWish, complain, complainSchema } from './complaints.ts'
import { type Desk, payOrder, whyNotPayable } from './orders.ts'
import { lostScreen, payScreen, refusalScreen, resultScreen, scanScreen } from './phone-screens.ts'
import { randomLetters } from './signatures.ts'

/** Answers the pages that stand for the payer's phone. */
export function answerPhone(desk: Desk, request: RawRequest, response: ServerResponse): void {
  const url = new URL(request.target, 'http://phone.invalid')
  const form = new URLSearchParams(request.method === 'POST' ? request.body.toString('utf8') : url.search)
  const pr = codeOf(form.get('pr') ?? '')
  const screen = screenFor(desk, `${request.method} ${url.pathname}`, pr, form)
  if (screen === null) response.writeHead(404, PAGE_HEADERS).end(lostScreen())
  else if (typeof screen === 'string') response.writeHead(200, PAGE_HEADERS).end(screen)
  else response.writeHead(303, { Location: screen.next, 'Content-Length': '0' }).end()
}

/** The page for a request, or where to go next, or null for no such page. */
function screenFor(desk: Desk, asked: string, pr: string, form: URLSearchParams): string | { next: string } | null {
  const order = orderOfCode(desk, pr)
  switch (asked) {
    case 'GET /phone':
      return scanScreen()
    case 'GET /phone/pay': {
      if (!order) return refusalScreen('unknown')
      const reason = whyNotPayable(desk, order, pr)
      return reason === null ? payScreen(order, pr, desk.config) : refusalScreen(reason)
    }
    case 'POST /phone/pay': {
      if (!order) return refusalScreen('unknown')
      const payment = payOrder(desk, order.opened.outTradeNo, pr)
      return payment.state === 'paid' ? { next: `/phone/result?pr=${pr}` } : refusalScreen(payment.reason)
    }
    case 'GET /phone/result':
      return order?.paid ? resultScreen(order, pr, desk.config) : refusalScreen('unknown')
    case 'GET /phone/complain':
      return order?.paid ? complainScreen(pr) : refusalScreen('unknown')
    case 'POST /phone/complain': {
      const said = formWish(order?.opened.outTradeNo ?? '', form)
      const made = order?.paid && said ? complain(desk, said) : null
      return made === null ? refusalScreen('not-complained') : complainedScreen(made, pr)
    }
    case 'POST /phone/cancel':
      // A wrong password and a change of mind leave the order unpaid and payable.
      return refusalScreen('declined')
    default:
      return null
  }
}

/** What was typed into the form of a complaint; null where it is none. */
function formWish(outTradeNo: string, form: URLSearchParams): ComplaintWish | null {
  const wish = complainSchema.safeParse({
    ...{ out_trade_no: outTradeNo, detail: form.get('detail') ?? '', problem_type: form.get('type') ?? undefined },
    ...(form.get('phone') ? { phone: form.get('phone') } : {}),
    pictures: form.get('picture') === 'yes' ? [pictureOfBadSheet(`bad-sheet-${randomLetters(12)}.png`)] : [],
  })
  return wish.success ? wish.data : null
}

/** The code itself, out of the whole text of a QR code or alone. */
function codeOf(text: string): string {
  return /^(?:weixin:\/\/wxpay\/bizpayurl\?pr=)?([0-9A-Za-z]{1,64})$/.exec(text.trim())?.[1] ?? ''
}

function orderOfCode(desk: Desk, pr: string): Order | undefined {
  return [...desk.journal.book.orders.values()].find(order => order.codes.some(code => code.pr === pr))
}
