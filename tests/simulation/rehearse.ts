import { runSeed } from './run-seed.ts'
import type { Workshop } from './workshop.ts'

/**
 * Lives through a world that is not judged, and has what it asked of the database planned once for all worlds after it. What is made at the
 * first start of a server is made in it too, and no world differs by being the first. In every process it is the same one.
 */
export async function rehearse(shop: Workshop): Promise<void> {
  await runSeed(shop, { seed: 0, rate: 0.05, visitors: 8 })
  await shop.store.settle()
}
