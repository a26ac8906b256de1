import type { Clock } from '../../src/clock.ts'
import type { ReceiptPrinter } from '../../src/contract/devices.ts'
import { type Fault, fault } from '../../src/fault.ts'
import { createHealth } from '../transport/health.ts'
import { keepOpen, type Link } from '../transport/link.ts'
import type { OpenTransport } from '../transport/transport.ts'
import { Conversation } from './conversation.ts'
import type { ReceiptPrinterProfile } from './profiles.ts'
import { receiptJob } from './receipt-job.ts'

export interface ReceiptPrinterOptions {
  readonly open: OpenTransport
  readonly profile: ReceiptPrinterProfile
  readonly clock: Clock
}

/**
 * A thermal receipt printer over ESC/POS. A slip counts as printed when the printer, asked after its last byte, answers that it
 * has paper, and reported no fault since its first (`status: 'none'` in the profile lowers that, see there). Every failure is
 * `receipt-printer-failed` with the cause as detail. Slips that are asked for at once are printed one after the other.
 */
export function createReceiptPrinter({ open, profile, clock }: ReceiptPrinterOptions): ReceiptPrinter {
  const failed = (detail: string): Fault => fault('receipt-printer-failed', detail)
  const health = createHealth(failed('not opened yet'))
  let link: Link | null = null
  let conversation: Conversation | null = null
  let closed = false
  let lastJob: Promise<unknown> = Promise.resolve()

  const why = (): string | null => {
    if (closed) return 'closed'
    if (conversation) return conversation.why()
    const state = link?.state()
    return state && !state.up ? state.reason : 'not opened yet'
  }
  const refresh = () => {
    const reason = why()
    health.set(reason === null ? null : failed(reason))
  }
  const converse = (over: Link) => {
    conversation = new Conversation(over, profile, clock, refresh)
    conversation.start()
    refresh()
  }
  const hangUp = (reason: string) => {
    conversation?.end(reason)
    conversation = null
    refresh()
  }

  return {
    fault: health.fault,
    onFault: health.onFault,
    open: () => {
      if (link || closed) return
      const opened = keepOpen(open, clock)
      link = opened
      opened.onState(state => (state.up ? converse(opened) : hangUp(state.reason)))
      opened.onBytes(bytes => conversation?.hear(bytes))
    },
    close: async () => {
      closed = true
      hangUp('closed')
      await link?.close()
    },
    print: lines => {
      const job = receiptJob(lines, profile)
      const printed = lastJob.then(async () => {
        const reason = conversation ? await conversation.print(job) : why()
        return reason === null ? null : failed(reason)
      })
      lastJob = printed
      return printed
    },
  }
}
