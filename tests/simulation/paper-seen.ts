import type { World } from './world.ts'

/** The order and the copy that a job's name tells. */
export function copyOfJob(jobName: string): { orderNumber: string; copy: number } | null {
  const named = /^(\d{6}-[0-9A-Z]+)-(\d+)-/.exec(jobName)
  return named ? { orderNumber: named[1]!, copy: Number(named[2]) } : null
}

/** Whole copies of each order in the output trays, and whole copies that came out once more. */
export function paperOf({
  kiosks,
  sheets,
}: Pick<World, 'kiosks' | 'sheets'>): ReadonlyMap<string, { whole: number; tooMany: number }> {
  const pagesOf = new Map<string, number>()
  for (const { printer } of kiosks)
    for (const { jobName, pages } of printer.sim.received()) pagesOf.set(jobName, pages ?? 0)
  const counts = new Map<string, number[]>()
  for (const { jobName, pages } of sheets) {
    const of = counts.get(jobName) ?? []
    counts.set(jobName, of)
    for (const page of pages) of[page] = (of[page] ?? 0) + 1
  }
  const orders = new Map<string, { whole: number; tooMany: number }>()
  for (const [jobName, count] of counts) {
    const named = copyOfJob(jobName)
    if (!named) continue
    const sum = orders.get(named.orderNumber) ?? { whole: 0, tooMany: 0 }
    orders.set(named.orderNumber, sum)
    const wanted = pagesOf.get(jobName) ?? 1
    const times = Math.min(...Array.from({ length: wanted }, (_, nth) => count[nth + 1] ?? 0))
    sum.whole += Math.min(times, 1)
    sum.tooMany += Math.max(0, times - 1)
  }
  return orders
}
