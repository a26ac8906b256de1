import { rehearse } from './rehearse.ts'
import { runSeed } from './run-seed.ts'
import { shrink } from './shrink.ts'
import { storyOf } from './story.ts'
import { openWorkshop } from './workshop.ts'

/** What a process is asked to live through. */
export interface SeedOrder {
  readonly seed: number
  readonly rate: number
  readonly visitors: number
  /** Whether a failing seed is told as a short story. */
  readonly tell: boolean
}

/** What it answers. */
export interface SeedReport {
  readonly seed: number
  readonly visits: number
  readonly faults: number
  readonly hash: string
  readonly violations: readonly { readonly invariant: string; readonly what: string }[]
  readonly story: string | null
}

/** A process for worlds: it is given seeds one after the other, and ends when nobody gives it any more. */
const shop = await openWorkshop()
await rehearse(shop)
process.on('exit', shop.close)
process.on('disconnect', () => process.exit(0))
process.on('message', (order: SeedOrder) => {
  void live(order).then(report => process.send?.(report))
})
process.send?.('ready')

async function live({ seed, rate, visitors, tell }: SeedOrder): Promise<SeedReport> {
  const options = { seed, rate, visitors }
  const result = await runSeed(shop, options)
  const { visits, strikes, hash, violations } = result
  const story = tell && violations.length > 0 ? storyOf(await shrink(shop, options, result)) : null
  return { seed, visits, faults: strikes.length, hash, violations, story }
}
