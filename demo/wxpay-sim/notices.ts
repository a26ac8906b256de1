import { randomUUID } from 'node:crypto'
import type { Post } from '../deliver.ts'
import { chinaTime } from './answer.ts'
import type { Notice } from './book.ts'
import type { BusinessClock } from './clocks.ts'
import type { FaultList } from './faults.ts'
import { type GatewayConfig, NOTICE_PAUSES_MS } from './gateway-config.ts'
import type { Journal } from './journal.ts'
import { dressNotice } from './notice-dress.ts'
import type { PlatformKeys } from './platform-keys.ts'
import { sealResource } from './sealing.ts'

export interface NoticeDraft {
  readonly outTradeNo: string
  readonly url: string
  readonly eventType: string
  readonly originalType: 'transaction' | 'refund' | 'complaint'
  readonly summary: string
  readonly content: object
}

export interface Notices {
  /** Seals a notice and sends it as soon as it is due, again and again by WeChat's schedule until it is answered. */
  make(draft: NoticeDraft): void
  /** Takes up what a restart left open. */
  resume(): void
  /** Resolves when no delivery is under way. */
  settled(): Promise<void>
}

/** Everything that the notices need; `protocolNow` dates signatures, the clock dates repeats. */
export interface NoticeParts {
  readonly config: GatewayConfig
  readonly keys: PlatformKeys
  readonly journal: Journal
  readonly clock: BusinessClock
  readonly faults: FaultList
  readonly protocolNow: () => number
  readonly post: Post
  /** Once aborted nothing is written down any more: what was under way is sent again after a restart. */
  readonly over: AbortSignal
}

export function createNotices(parts: NoticeParts): Notices {
  const { config, journal, clock, faults } = parts
  const underWay = new Set<Promise<void>>()

  const schedule = (notice: Notice) => {
    if (notice.nextAtMs === null) return
    clock.after(notice.nextAtMs - clock.now(), () => {
      const delivery = attempt(notice).finally(() => underWay.delete(delivery))
      underWay.add(delivery)
    })
  }

  const attempt = async (notice: Notice) => {
    const { id, outTradeNo, url } = notice.made
    const occasion = { operation: 'notice', path: url, outTradeNo } as const
    const pauseMs = NOTICE_PAUSES_MS[notice.attempts.length]
    const nextAtMs = pauseMs === undefined ? null : clock.now() + pauseMs / config.timeScale
    const conclude = (outcome: 'done' | 'failed' | 'dropped', answer: string) => {
      // The state may have been wiped while the delivery was under way.
      if (parts.over.aborted || !journal.book.notices.has(id)) return
      journal.record({
        type: 'notice-attempted',
        id,
        outTradeNo,
        outcome,
        answer,
        nextAtMs: outcome === 'done' ? null : nextAtMs,
      })
    }
    if (faults.take(['dropNotice'], occasion)) {
      conclude('dropped', 'dropped by a fault')
    } else {
      const copies = 1 + (faults.take(['duplicateNotice'], occasion)?.copies ?? 0)
      const answers = await Promise.all(
        Array.from({ length: copies }, () => {
          const dressed = dressNotice(notice.made, parts.keys, faults, parts.protocolNow())
          return parts.post(url, dressed.headers, dressed.body)
        }),
      )
      const [answer] = answers
      conclude(answer === '200' || answer === '204' ? 'done' : 'failed', answer ?? 'not sent')
    }
    if (!parts.over.aborted && journal.book.notices.get(id) === notice) schedule(notice)
  }

  return {
    make: draft => {
      const late = faults.take(['lateNotice'], { operation: 'notice', path: draft.url, outTradeNo: draft.outTradeNo })
      const wrong = faults.take(['noticeWrongAmount'], {
        ...{ operation: 'notice', path: draft.url, outTradeNo: draft.outTradeNo },
      })
      const content = wrong ? withAFenMore(draft.content) : draft.content
      const id = randomUUID()
      const body = JSON.stringify({
        id,
        create_time: chinaTime(clock.now()),
        event_type: draft.eventType,
        resource_type: 'encrypt-resource',
        summary: draft.summary,
        resource: sealResource(JSON.stringify(content), draft.originalType, config.apiV3Key),
      })
      const dueAtMs = clock.now() + (late?.ms ?? 0)
      journal.record({ type: 'notice-made', id, outTradeNo: draft.outTradeNo, url: draft.url, body, dueAtMs })
      schedule(journal.book.notices.get(id)!)
    },
    resume: () => {
      for (const notice of journal.book.notices.values()) schedule(notice)
    },
    settled: async () => {
      while (underWay.size > 0) await Promise.all(underWay)
    },
  }
}

function withAFenMore(content: object): object {
  const { amount } = content as { amount?: { total: number } }
  return { ...content, amount: { ...amount, total: (amount?.total ?? 0) + 1 } }
}
