import type { AddressInfo } from 'node:net'
import type { Clock } from '../../src/clock.ts'
import { createPost, type Post } from '../deliver.ts'
import { type Answering, createLoopbackServer, listenOn } from '../loopback-server.ts'
import { onOwnPort } from '../own-port.ts'
import { createAuthorizationCheck } from './authorization.ts'
import { createBills } from './bills.ts'
import { createBusinessClock, systemClock } from './clocks.ts'
import { type ComplaintWish, complain, payerSays } from './complaints.ts'
import { createFaultList, type Fault, type FaultInput, type FaultKind, faultSchema } from './faults.ts'
import { createAnswering } from './gateway-answers.ts'
import { type GatewayConfigInput, gatewayConfigSchema } from './gateway-config.ts'
import { seededRandom } from './irregular-json.ts'
import { openJournal } from './journal.ts'
import type { JournalEntry } from './journal-entry.ts'
import { createNotices } from './notices.ts'
import { type Desk, type Payment, payOrder } from './orders.ts'
import { createPlatformKeys } from './platform-keys.ts'
import { resumeAbnormalRefund, scheduleSettlement, settleRefund } from './refunds.ts'
import { publicKeyOf } from './signatures.ts'

export interface GatewayOptions {
  /** Dates signatures and limits how long a notice may take. */
  readonly protocolClock?: Clock
  /** What expiry, refunds and notices start from; `advance` moves on from it. */
  readonly businessClock?: Clock
  /** How notices are sent; over HTTP unless told. */
  readonly post?: Post
}

/** A gateway without a socket, for tests in the same process. */
export interface OpenGateway {
  /** Pays an order as a phone would, with its newest code. */
  pay(outTradeNo: string): Payment
  /** Ends every refund that is under way, at once and as told. */
  endRefunds(status: 'SUCCESS' | 'CLOSED' | 'ABNORMAL'): void
  /** Takes an abnormal refund up again, as a person does at the merchant's console: to the payer, or to another account in WeChat's words. */
  resumeRefund(outRefundNo: string, receivedAccount?: string): void
  /** A payer complains about what they have paid; the number of the complaint. Throws where nothing was paid. */
  complain(wish: ComplaintWish): string
  /** The payer writes again; complains anew where it was called dealt with. */
  payerSays(complaintId: string, words: string): void
  /** Puts a new list of faults in place of the old one. */
  faults(list: readonly FaultInput[]): void
  /** Lists one more platform certificate at once, which signs in place of the present one `aheadMs` later. Returns its serial. */
  rotateCertificate(aheadMs: number): string
  /** Resolves at the next strike of a fault of that kind. */
  nextStrike(kind: FaultKind): Promise<Fault>
  journal(): readonly JournalEntry[]
  /** Moves business time on by `ms`; resolves when what fell due is over. */
  advance(ms: number): Promise<void>
  /** Resolves when every notice that is due has been delivered or refused. */
  idle(): Promise<void>
  /** Answers a request that has been read, whichever way it came. */
  readonly answer: Answering
  close(): Promise<void>
}

/** A running gateway. */
export interface Gateway extends Omit<OpenGateway, 'answer'> {
  readonly port: number
  readonly baseUrl: string
}

/**
 * Starts a WeChat Pay gateway for development and tests on the loopback address. It refuses what WeChat refuses, signs what
 * WeChat signs and misbehaves as it is told. Throws when `NODE_ENV` is `production`, the configuration is wrong or its port is taken.
 */
export async function startGateway(config: GatewayConfigInput, options: GatewayOptions = {}): Promise<Gateway> {
  let baseUrl = ''
  const { answer, ...gateway } = openGateway(config, () => baseUrl, options)
  const server = createLoopbackServer(answer)
  await onOwnPort('the payment gateway', config.port ?? 0, port => listenOn(server, port))
  const { port } = server.address() as AddressInfo
  baseUrl = `http://127.0.0.1:${port}`
  return {
    ...gateway,
    port,
    baseUrl,
    close: async () => {
      const closed = new Promise(resolve => server.close(resolve))
      const over = gateway.close()
      server.closeAllConnections()
      await Promise.all([closed, over])
    },
  }
}

/**
 * The gateway without a socket, reached at `baseUrl` by whoever hands on its answers. Throws when `NODE_ENV` is `production` or the
 * configuration is wrong.
 */
export function openGateway(
  config: GatewayConfigInput,
  baseUrl: () => string,
  options: GatewayOptions = {},
): OpenGateway {
  if (process.env.NODE_ENV === 'production') throw new Error('the test gateway does not run with NODE_ENV=production')
  const settings = gatewayConfigSchema.parse(config)
  const protocol = options.protocolClock ?? systemClock
  const journal = openJournal(settings.stateFile)
  const over = new AbortController()
  const waiting = new Set<{ kind: FaultKind; resolve: (fault: Fault) => void }>()
  const random = seededRandom(settings.seed)
  const faults = createFaultList(random, fault => {
    for (const waiter of waiting) {
      if (waiter.kind !== fault.kind) continue
      waiting.delete(waiter)
      waiter.resolve(fault)
    }
  })
  const clock = createBusinessClock(options.businessClock ?? systemClock, journal.book.aheadMs, () => notices.settled())
  journal.now = clock.now
  const keys = createPlatformKeys(settings, { now: clock.now, protocolNow: protocol.now, random })
  const notices = createNotices({
    config: settings,
    keys,
    journal,
    clock,
    faults,
    protocolNow: protocol.now,
    post: options.post ?? createPost(protocol, over.signal),
    over: over.signal,
  })
  const desk: Desk = { config: settings, journal, clock, faults, notices, keys, baseUrl }

  const advance = async (ms: number) => {
    // Less than `ms` when the base moved on meanwhile.
    const beforeMs = clock.aheadMs
    await clock.advance(ms)
    if (clock.aheadMs > beforeMs) journal.record({ type: 'clock-advanced', ms: clock.aheadMs - beforeMs })
  }
  const reset = () => {
    const aheadMs = clock.aheadMs
    clock.stop()
    faults.replace([])
    journal.wipe()
    if (aheadMs > 0) journal.record({ type: 'clock-advanced', ms: aheadMs })
  }
  const bills = createBills(desk, baseUrl)
  const check = createAuthorizationCheck({
    mchid: settings.mchid,
    merchantSerial: settings.merchantSerial,
    merchantKey: publicKeyOf(settings.merchantPublicKeyPem),
    checkNonceReplay: settings.checkNonceReplay,
  })
  notices.resume()
  for (const refund of journal.book.refunds.values()) scheduleSettlement(desk, refund)

  return {
    answer: createAnswering({ desk, bills, check, protocolNow: protocol.now, random }, { desk, advance, reset }),
    pay: outTradeNo => payOrder(desk, outTradeNo),
    endRefunds: status => {
      for (const refund of journal.book.refunds.values()) settleRefund(desk, refund, status)
    },
    resumeRefund: (outRefundNo, receivedAccount = '支付用户零钱') => {
      const refundId = journal.book.refunds.get(outRefundNo)?.accepted.refundId ?? ''
      if (!resumeAbnormalRefund(desk, refundId, outRefundNo, receivedAccount).ok)
        throw new Error('this refund cannot be taken up again')
    },
    complain: wish => {
      const complaintId = complain(desk, wish)
      if (complaintId === null) throw new Error('nothing was paid under this number')
      return complaintId
    },
    payerSays: (complaintId, words) => {
      if (!payerSays(desk, complaintId, words)) throw new Error('there is no such complaint')
    },
    faults: list => faults.replace(list.map(fault => faultSchema.parse(fault))),
    rotateCertificate: aheadMs => keys.rotate(aheadMs),
    nextStrike: kind => new Promise(resolve => waiting.add({ kind, resolve })),
    journal: () => journal.entries(),
    advance,
    idle: () => clock.advance(0),
    close: async () => {
      over.abort()
      clock.stop()
      await notices.settled()
    },
  }
}
