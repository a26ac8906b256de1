import type { Kysely } from 'kysely'
import type { Clock } from '../../src/clock.ts'
import { type Bilingual, both } from '../../src/contract/texts.ts'
import type { ContentStore } from '../ground/store/content-store.ts'
import type { Tables } from '../ground/store/tables.ts'
import { checkEntries, checkProviderBalance } from './check-entries.ts'
import { checkFiles } from './check-files.ts'
import { checkOrders } from './check-orders.ts'
import { checkUnclaimed } from './check-unclaimed.ts'
import type { Difference } from './differences.ts'
import type { Page } from './page.ts'

export interface CheckParts {
  readonly db: Kysely<Tables>
  readonly content: Pick<ContentStore, 'check'>
  readonly clock: Pick<Clock, 'monotonic'>
}

export interface CheckRun {
  /** Hears each difference as it is found. */
  found(difference: Difference): Promise<void> | void
  /** Says how far it is. */
  progress(words: Bilingual): void
  readonly signal: AbortSignal
}

/** How much was looked at. */
export interface Checked {
  readonly orders: number
  /** Payments that no order knows. */
  readonly unclaimed: number
  readonly entries: number
  readonly files: number
  /** False when it was stopped before the end. */
  readonly isWhole: boolean
}

const CHECKED = {
  entries: (count: number) => both(`已核对分录 ${count} 笔`, `${count} entries checked`),
  orders: (count: number) => both(`已核对订单 ${count} 个`, `${count} orders checked`),
  unclaimed: (count: number) => both(`已核对没有对应订单的付款 ${count} 笔`, `${count} unclaimed payments checked`),
  files: (count: number) => both(`已核对文件 ${count} 份`, `${count} files checked`),
} as const
const PROGRESS_EVERY_MS = 2_000
const ORDERS_A_PAGE = 1_000
const ENTRIES_A_PAGE = 5_000
const FILES_A_PAGE = 200

/**
 * Proves the books and the issued files: every entry balanced and of its cause, every order's state following from its entries, every
 * payment that no order knows as persons have decided about it, no refund
 * beyond what was paid, as much at the provider as the orders say, and every file as it was issued. Reads a page after the other, so that
 * neither memory nor a visitor at a kiosk feels how many there are.
 */
export async function check(parts: CheckParts, { found, progress, signal }: CheckRun): Promise<Checked> {
  const { db, clock } = parts
  let saidMs = clock.monotonic()
  const counts = { entries: 0, orders: 0, unclaimed: 0, files: 0 }
  const walk = async (what: keyof typeof counts, first: string, read: (after: string) => Promise<Page<Difference>>) => {
    for (let after: string | null = first; after !== null && !signal.aborted; ) {
      const { count, last, differences } = await read(after)
      counts[what] += count
      for (const difference of differences) await found(difference)
      after = last
      if (clock.monotonic() - saidMs < PROGRESS_EVERY_MS) continue
      saidMs = clock.monotonic()
      progress(CHECKED[what](counts[what]))
    }
  }
  await walk('entries', '0', after => checkEntries(db, after, ENTRIES_A_PAGE))
  await walk('orders', '', after => checkOrders(db, after, ORDERS_A_PAGE))
  await walk('unclaimed', '', after => checkUnclaimed(db, after, ORDERS_A_PAGE))
  if (!signal.aborted) for (const difference of await checkProviderBalance(db)) await found(difference)
  await walk('files', '', after => checkFiles(parts, after, FILES_A_PAGE))
  return { ...counts, isWhole: !signal.aborted }
}
