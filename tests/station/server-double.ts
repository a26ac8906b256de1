import { createHash } from 'node:crypto'
import type { z } from 'zod'
import type { Refusal, ServerClient } from '../../main/station/server-client.ts'
import type { DocumentId, JobId, OrderId } from '../../src/contract/ids.ts'
import type { PreparedDocument } from '../../src/contract/issuing-api.ts'
import { LOGINS_ROUTES } from '../../src/contract/logins-api.ts'
import type { CopyEvidence, ForgottenOrder, Order, Outcome } from '../../src/contract/orders-api.ts'
import type { PaperAnswer } from '../../src/contract/paper.ts'
import { COLLECT_ROUTES } from '../../src/contract/pickups-api.ts'
import type { Reprint } from '../../src/contract/reprints-api.ts'
import type { Route } from '../../src/contract/routes.ts'
import { TERMINAL_ROUTES } from '../../src/contract/terminal-api.ts'
import type { OverVisit, TerminalSettings } from '../../src/contract/terminals-api.ts'
import { type Fault, type FaultCode, fault } from '../../src/fault.ts'
import { err, ok, type Result } from '../../src/result.ts'
import { quote } from '../../src/rules/quota.ts'
import { settle } from '../../src/rules/settlement.ts'
import { COLLECTOR, SETTINGS, VISITOR, visitorWith, WECHAT_PAY } from '../../src/session/fixtures.ts'
import { HandoverDouble } from './handover-double.ts'
import { LoginDouble } from './login-double.ts'

/** What a server says that does not do what it is asked. */
export interface Refusing {
  /** Null for every request, as a server does that does not let the terminal in. */
  readonly route: Route | null
  readonly code: Fault['code']
  readonly status: number
  /** How many requests are still refused. */
  times: number
}

interface Held {
  order: Order
  paidFen: number
  refundedFen: number
}

/** A central server in memory that keeps the contract: quota, orders, payments, refunds; with ways to be down, slow and wrong. */
export interface ServerDouble extends ServerClient {
  readonly quota: { limit: number; used: number }
  readonly orders: Map<JobId, Held>
  /** Requests by route summary, for counting. */
  readonly asked: string[]
  settings: TerminalSettings
  pdf: Uint8Array
  /** No answer comes and nothing is done. */
  down: boolean
  /** Whatever is asked is done, and no answer comes back. */
  mute: boolean
  /** The next request of this route is done, but its answer is lost. */
  loseAnswerTo: Route | null
  /** Requests are refused with the first of these that fits, and nothing is done. */
  readonly refusals: Refusing[]
  refuse(route: Route | null, code: Fault['code'], status: number, times?: number): void
  /** What terminals have told of orders that are not known here. */
  readonly forgotten: ForgottenOrder[]
  /** Orders of a lost ledger whose provider has not answered. */
  mayStillBePaid: number
  /** What was told of paper, in order, repeats among it. */
  readonly outcomes: Outcome[]
  /** What terminals have told of paper that had been given back and came out. */
  readonly latePaper: { readonly jobId: JobId; readonly copies: readonly CopyEvidence[] }[]
  readonly absent: { readonly jobId: JobId; readonly copies: readonly CopyEvidence[] }[]
  /** A backup of before the first order is played back: nothing is known of any. */
  forgetOrders(): void
  /** Answers of this route wait to be let go; what was asked is done. */
  holdAnswers: { readonly route: Route; readonly waiting: (() => void)[] } | null
  /** What the next `prepare` is refused with. */
  refuseDocument: Fault | null
  refuseIdentity: Fault | null
  /** What a document's file is refused with. */
  refuseFile: Fault | null
  unclearGivenBackUpToFen: number
  /** Visits that are over. */
  readonly over: OverVisit[]
  /** What was scanned → what is known of it; everything else is not ours. */
  readonly papers: Map<string, PaperAnswer>
  /** Codes of staff, each for copies of an order. */
  readonly reprintCodes: Map<string, { readonly of: JobId; readonly copies: number; spentBy: JobId | null }>
  /** What the printer's record is found not to support. */
  refuseReprint: Fault | null
  /** What terminals have said of their printers when they asked for a reprint. */
  readonly reported: FaultCode[][]
  /** Whoever holds a phone. */
  readonly logins: LoginDouble
  readonly handovers: HandoverDouble
  /** Codes of collection that are open. */
  readonly pickups: Set<string>
  /** While it is a list, answers about papers wait in it to be let go. */
  holdPapers: (() => void)[] | null
  /** The visitor pays on the phone; late when the order is closed by then. */
  pay(jobId: JobId): void
  /** The time to pay is over. */
  close(jobId: JobId): void
}

export function createServerDouble(pdf: Uint8Array, anchorsPem: string, now: () => number = () => 0): ServerDouble {
  const refuse = (code: Fault['code'], status: number): Result<never, Refusal> => err({ fault: fault(code), status })
  const handlers = new Map<Route, (input: never) => Result<unknown, Refusal>>()
  const on = <Input extends z.ZodType, Output extends z.ZodType>(
    route: Route<Input, Output> & { output: Output },
    handle: (input: z.output<Input>) => Result<z.input<Output>, Refusal>,
  ) => handlers.set(route, handle as never)

  const double: ServerDouble = {
    timeoutMs: 10_000,
    quota: { limit: 5, used: 0 },
    orders: new Map(),
    asked: [],
    settings: { ...SETTINGS, anchorsPem },
    pdf,
    down: false,
    mute: false,
    loseAnswerTo: null,
    refusals: [],
    refuse: (route, code, status, times = Number.POSITIVE_INFINITY) =>
      void double.refusals.push({ route, code, status, times }),
    forgotten: [],
    mayStillBePaid: 0,
    latePaper: [],
    absent: [],
    outcomes: [],
    forgetOrders: () => {
      double.orders.clear()
      double.quota.used = 0
    },
    holdAnswers: null,
    refuseDocument: null,
    refuseIdentity: null,
    refuseFile: null,
    unclearGivenBackUpToFen: 2_000,
    papers: new Map(),
    reprintCodes: new Map(),
    refuseReprint: null,
    reported: [],
    logins: new LoginDouble(now),
    handovers: new HandoverDouble(),
    pickups: new Set(),
    over: [],
    holdPapers: null,
    pay: jobId => {
      const held = double.orders.get(jobId)!
      held.paidFen += held.order.quote.amountFen
      if (held.order.state === 'awaiting-payment')
        held.order = { ...held.order, state: 'ready', codeUrl: null, payWithinMs: null }
      else held.refundedFen += held.order.quote.amountFen
    },
    close: jobId => closeHeld(double.orders.get(jobId)!),
    call: async (route, input) => {
      double.asked.push(route.summary)
      if (double.down) return err({ fault: fault('server-unreachable'), status: null })
      const refused = refusedBy(route)
      if (refused) return refused
      if (route.path === TERMINAL_ROUTES.checkPaper.path && double.holdPapers)
        await new Promise<void>(resolve => double.holdPapers?.push(resolve))
      const answer = handlers.get(route)!(route.input.parse(input) as never)
      const held = double.holdAnswers
      if (held && held.route.path === route.path) await new Promise<void>(resolve => held.waiting.push(resolve))
      if (double.mute || double.loseAnswerTo === route) {
        if (double.loseAnswerTo === route) double.loseAnswerTo = null
        return err({ fault: fault('server-slow'), status: null })
      }
      return answer.ok ? ok(route.output.parse(answer.value) as never) : answer
    },
    file: async () => {
      double.asked.push('file')
      if (double.down) return err({ fault: fault('server-unreachable'), status: null })
      if (double.refuseFile) return refuse(double.refuseFile.code, 409)
      return refusedBy(null) ?? ok(double.pdf)
    },
  }

  /** The refusal that stands against a request; a file's, which has no route here, only when every request is refused. */
  function refusedBy(route: Route | null): Result<never, Refusal> | null {
    const refusing = double.refusals.find(one => one.times > 0 && (one.route === null || one.route === route))
    if (!refusing) return null
    refusing.times -= 1
    return refuse(refusing.code, refusing.status)
  }

  const visitor = () => ({
    ...visitorWith(double.quota.limit - double.quota.used),
    hasReprintCode: [...double.reprintCodes.values()].some(({ spentBy }) => !cameOut(spentBy)),
  })
  const documentOf = (kind: string, edition: string): PreparedDocument => ({
    documentId: 'document-1' as DocumentId,
    ...{ kind, edition, title: VISITOR.offers[0]!.title, pages: 2 },
    byteLength: double.pdf.length,
    sha256: createHash('sha256').update(double.pdf).digest('hex'),
  })
  on(TERMINAL_ROUTES.settings, () => ok(double.settings))
  on(TERMINAL_ROUTES.identify, () => (double.refuseIdentity ? refuse(double.refuseIdentity.code, 404) : ok(visitor())))
  const collector = () => {
    const { visitId, offers } = COLLECTOR
    return { ...visitor(), visitId, offers: visitor().offers.slice(0, offers.length), hasReprintCode: false }
  }
  on(TERMINAL_ROUTES.visit, ({ visitId }) => ok(visitId === COLLECTOR.visitId ? collector() : visitor()))
  on(COLLECT_ROUTES.collect, ({ code }) =>
    double.pickups.has(code) ? ok(collector()) : refuse('pickup-code-refused', 409),
  )
  on(TERMINAL_ROUTES.visitsOver, ({ visitIds }) =>
    ok({ over: double.over.filter(({ visitId }) => visitIds.includes(visitId)) }),
  )
  on(TERMINAL_ROUTES.endVisit, () => ok({}))
  on(LOGINS_ROUTES.beginLogin, () => ok(double.logins.begin()))
  on(LOGINS_ROUTES.login, ({ login }) => ok(double.logins.look(login)))
  on(LOGINS_ROUTES.confirmLogin, ({ login, code }) => {
    const right = double.logins.confirm(login, code)
    return right.ok ? ok(visitor()) : right
  })
  on(LOGINS_ROUTES.endLogin, ({ login }) => {
    double.logins.end(login)
    return ok({})
  })
  on(TERMINAL_ROUTES.beginHandover, ({ jobId }) => ok(double.handovers.begin(jobId)))
  on(TERMINAL_ROUTES.handover, ({ handover }) => ok(double.handovers.look(handover)))
  on(TERMINAL_ROUTES.giveHandover, ({ handover, digits }) => ok(double.handovers.give(handover, digits)))
  on(TERMINAL_ROUTES.endHandover, ({ handover }) => {
    double.handovers.end(handover)
    return ok({})
  })
  on(TERMINAL_ROUTES.checkPaper, ({ scanned }) =>
    ok(double.papers.get(scanned) ?? { outcome: 'not-ours', site: 'verify.example.edu.cn' }),
  )
  on(TERMINAL_ROUTES.prepare, ({ kind, edition }) => {
    if (double.refuseDocument) return refuse(double.refuseDocument.code, 409)
    return ok(documentOf(kind, edition))
  })
  on(TERMINAL_ROUTES.openOrder, ({ jobId, copies, expectedAmountFen, documentId }) => {
    const known = double.orders.get(jobId)
    if (known) return ok(known.order)
    const quoted = quote(copies, double.quota.limit - double.quota.used, 200)
    if (quoted.amountFen !== expectedAmountFen) return refuse('quote-changed', 409)
    double.quota.used += quoted.freeCopies
    const paid = quoted.amountFen > 0
    const order: Order = {
      orderId: `order-${jobId}`.slice(0, 40) as OrderId,
      jobId,
      orderNumber: `YZ${String(double.orders.size + 1).padStart(6, '0')}`,
      state: paid ? 'awaiting-payment' : 'ready',
      quote: quoted,
      documentId,
      payment: paid ? WECHAT_PAY : null,
      codeUrl: paid ? 'weixin://wxpay/bizpayurl?pr=TEST' : null,
      payWithinMs: paid ? 300_000 : null,
      settlement: null,
      paymentReference: paid ? `T${jobId}`.slice(0, 32) : null,
      reprintOf: null,
    }
    double.orders.set(jobId, { order, paidFen: 0, refundedFen: 0 })
    return ok(order)
  })
  const reprint = (jobId: JobId, of: JobId, copies: number): Reprint => {
    const first = double.orders.get(of)!.order
    const known = double.orders.get(jobId)
    const order: Order = known?.order ?? {
      ...first,
      ...{ orderId: `order-${jobId}`.slice(0, 40) as OrderId, jobId, state: 'ready', quote: quote(copies, 0, 0) },
      ...{ orderNumber: `YZ${String(double.orders.size + 1).padStart(6, '0')}`, reprintOf: first.orderNumber },
      ...{ payment: null, codeUrl: null, payWithinMs: null, settlement: null, paymentReference: null },
    }
    if (!known) double.orders.set(jobId, { order, paidFen: 0, refundedFen: 0 })
    return { order, document: documentOf('transcript', 'zh') }
  }
  const cameOut = (jobId: JobId | null) => {
    const order = jobId === null ? undefined : double.orders.get(jobId)?.order
    return order !== undefined && (order.state === 'ready' || (order.settlement?.copiesDelivered ?? 0) > 0)
  }
  on(TERMINAL_ROUTES.reprintByRule, ({ jobId, reprintJobId, copies, reported }) => {
    double.reported.push(reported.map(({ code }) => code))
    if (!double.orders.has(jobId)) return refuse('order-unknown', 404)
    if (double.refuseReprint) return refuse(double.refuseReprint.code, 409)
    return ok(reprint(reprintJobId, jobId, copies))
  })
  on(TERMINAL_ROUTES.reprintByCode, ({ jobId, code }) => {
    const known = double.reprintCodes.get(code)
    if (!known || (known.spentBy !== jobId && cameOut(known.spentBy))) return refuse('reprint-code-refused', 409)
    known.spentBy = jobId
    return ok(reprint(jobId, known.of, known.copies))
  })
  on(TERMINAL_ROUTES.order, ({ jobId }) => {
    const held = double.orders.get(jobId)
    return held ? ok(held.order) : refuse('order-unknown', 404)
  })
  on(TERMINAL_ROUTES.closeOrder, ({ jobId }) => {
    const held = double.orders.get(jobId)
    if (!held) return refuse('order-unknown', 404)
    closeHeld(held)
    return ok(held.order)
  })
  on(TERMINAL_ROUTES.reportOutcome, ({ jobId, outcome }) => {
    const held = double.orders.get(jobId)
    if (!held) return refuse('order-unknown', 404)
    double.outcomes.push(outcome)
    if (held.order.state === 'ready')
      held.order = { ...held.order, state: 'ended', settlement: settleOrder(held, outcome) }
    return ok(held.order)
  })

  on(TERMINAL_ROUTES.reportForgottenOrder, told => {
    const known = double.forgotten.findIndex(({ jobId }) => jobId === told.jobId)
    if (known >= 0) return ok({ caseNumber: `CASE${known + 1}` })
    return ok({ caseNumber: `CASE${double.forgotten.push(told)}` })
  })

  on(TERMINAL_ROUTES.reportLostLedger, () => {
    const held = [...double.orders.values()]
    for (const one of held) closeHeld(one)
    return ok({ cases: held.filter(({ order }) => order.state === 'ready').length, open: double.mayStillBePaid })
  })

  on(TERMINAL_ROUTES.reportLatePaper, told => {
    const known = double.orders.get(told.jobId)
    if (!known) return refuse('order-unknown', 404)
    if (known.order.state !== 'ended') return refuse('order-conflict', 409)
    return ok({ caseNumber: `LATE${double.latePaper.push(told)}` })
  })

  on(TERMINAL_ROUTES.reportAbsentCopies, told => {
    const held = double.orders.get(told.jobId)
    if (held?.order.state !== 'ended') return refuse('order-conflict', 409)
    double.absent.push(told)
    return ok(held.order)
  })

  function closeHeld(held: Held): void {
    if (held.order.state !== 'awaiting-payment') return
    double.quota.used -= held.order.quote.freeCopies
    held.order = { ...held.order, state: 'closed', codeUrl: null, payWithinMs: null }
  }

  function settleOrder(held: Held, outcome: Outcome) {
    const settled = settle(held.order.quote, outcome, { unclearGivenBackUpToFen: double.unclearGivenBackUpToFen })
    double.quota.used -= settled.quotaGivenBack
    held.refundedFen += settled.refundFen
    return { ...settled, freeCopiesLeft: double.quota.limit - double.quota.used }
  }
  return double
}
