import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { createContentStore } from '../../server/ground/store/content-store.ts'
import { unwrap } from '../../src/result.ts'
import { type Figure, figure } from './figure.ts'
import { openIssuer, transcriptRequest } from './house-documents.ts'

/** Resident memory of the issuing process after so many documents. */
export interface MemorySample {
  readonly documents: number
  readonly rssMb: number
}

const SAMPLE_EVERY = 50
/** So many documents fill every cache; what comes later is growth. */
const STRETCH = 500
const LANES = 4
/** Fewer have no first and last stretch apart. */
export const LEAST_DOCUMENTS = 2 * STRETCH

/** What the first stretch holds, what the last one holds, and by how much memory grows from the one to the other. */
export function heldFigures(samples: readonly MemorySample[]): Figure[] {
  const last = samples.at(-1)?.documents ?? 0
  const heldMb = (from: number, until: number) =>
    samples.filter(({ documents }) => documents > from && documents <= until).map(({ rssMb }) => rssMb)
  return [
    figure('issue-memory-of-the-first-500', 'MB', null, heldMb(0, STRETCH)),
    figure(`issue-memory-of-the-last-500-of-${last}`, 'MB', null, heldMb(last - STRETCH, last)),
    figure('issue-memory-growth-per-1000', 'MB', 0, [slope(samples.filter(one => one.documents >= STRETCH)) * 1000]),
  ]
}

/** Least squares, in MB a document. */
export function slope(samples: readonly MemorySample[]): number {
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
  const meanDocuments = mean(samples.map(({ documents }) => documents))
  const meanMb = mean(samples.map(({ rssMb }) => rssMb))
  const above = samples.reduce((sum, one) => sum + (one.documents - meanDocuments) * (one.rssMb - meanMb), 0)
  return above / samples.reduce((sum, one) => sum + (one.documents - meanDocuments) ** 2, 0)
}

async function issueMany(folder: string, count: number): Promise<MemorySample[]> {
  const issuer = await openIssuer(join(folder, 'keys'))
  const storeOf = (nth: number) => join(folder, `files-${Math.floor(nth / STRETCH)}`)
  const samples: MemorySample[] = []
  let [begun, done] = [0, 0]
  const lane = async () => {
    while (begun < count) {
      const nth = begun++
      // A gigabyte of files is no part of what is measured: only the newest stay.
      if (nth % STRETCH === 0) await rm(storeOf(nth - 2 * STRETCH), { recursive: true, force: true })
      const issued = unwrap(await issuer.issue(transcriptRequest(nth % 2 === 0 ? 'zh' : 'en', nth)))
      await createContentStore(storeOf(nth)).put(issued.pdf)
      done++
      if (done % SAMPLE_EVERY === 0) samples.push({ documents: done, rssMb: process.memoryUsage.rss() / 1_000_000 })
      if (process.stderr.isTTY) process.stderr.write(`\rdocument ${done} of ${count} `)
    }
  }
  await Promise.all(Array.from({ length: LANES }, lane))
  await issuer.close()
  return samples
}

if (import.meta.main) {
  const [folder = '', count = ''] = process.argv.slice(2)
  process.send?.(await issueMany(folder, Number(count)))
  process.disconnect?.()
}
