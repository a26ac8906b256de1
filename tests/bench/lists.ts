import { monitorEventLoopDelay } from 'node:perf_hooks'
import pino from 'pino'
import { HOUSE_TEMPLATES } from '../../server/documents/house-templates.ts'
import { loadKinds } from '../../server/documents/load-kinds.ts'
import { sampleStudent } from '../../server/documents/sample-subjects.ts'
import { createLostCards } from '../../server/people/lost-cards.ts'
import { createPeopleLists, listIdOf } from '../../server/people-desk/lists/people-lists.ts'
import type { PersonId } from '../../server/records/records.ts'
import { LIST_ROWS_MAX, PART_BYTES } from '../../src/contract/people-lists-api.ts'
import { openHouseStore } from '../peers/house-store.ts'
import { startPostgres } from '../peers/postgres.ts'
import { type Figure, figure } from './figure.ts'

/** What is aimed at: nobody else waits longer than so for the process, and memory does not grow with the list. */
const DELAY_AIM_MS = 100
const MEMORY_AIM_MB = 400
const LOOK_EVERY_MS = 50

/** A list of a million rows on PostgreSQL: brought, and looked through row by row. The university's data answers from memory. */
export async function measureLists(rows = LIST_ROWS_MAX): Promise<Figure[]> {
  const postgres = await startPostgres()
  const store = await openHouseStore({ kind: 'postgres', databaseUrl: postgres.databaseUrl })
  try {
    const { db } = store
    const lists = createPeopleLists({
      ...{ db, log: pino({ level: 'silent' }), now: () => new Date(), today: () => '2026-11-20' },
      documents: { kinds: loadKinds(HOUSE_TEMPLATES) },
      orders: { countsByKind: false, runningCount: personId => personId },
      lostCards: createLostCards(db, new Uint8Array(32)),
      records: { personOfCard: async () => null },
      lookup: { registersOfNumber: async number => [sampleStudent({ personId: number as PersonId, number })] },
    })
    const bytes = Buffer.from(csvOf(rows))
    const listId = listIdOf('holds').update(bytes).digest('base64url')
    const delay = monitorEventLoopDelay({ resolution: 10 })
    const before = process.memoryUsage.rss()
    let most = before
    const looking = setInterval(() => {
      most = Math.max(most, process.memoryUsage.rss())
    }, LOOK_EVERY_MS)
    delay.enable()
    const began = performance.now()
    for (let at = 0; at * PART_BYTES < bytes.length; at++) {
      const content = bytes.subarray(at * PART_BYTES, (at + 1) * PART_BYTES).toString('base64')
      const wish = { listId, kind: 'holds', name: 'x.csv', byteLength: bytes.length, turn: 0, at, content } as const
      await lists.bring(wish, 's')
    }
    const broughtMs = performance.now() - began
    await lists.work()
    const checkedMs = performance.now() - began - broughtMs
    delay.disable()
    clearInterval(looking)
    const list = await lists.one(listId)
    if (list?.state !== 'checked' || list.rows.new !== rows - 1 || list.rows.error !== 1)
      throw new Error('the list of the bench was not read as it is')
    return [
      figure('list-million-brought', 'ms', null, [broughtMs]),
      figure('list-million-checked', 'ms', null, [checkedMs]),
      figure('list-million-memory-grown', 'MB', MEMORY_AIM_MB, [(most - before) / 1e6]),
      figure('list-million-longest-pause', 'ms', DELAY_AIM_MS, [delay.percentile(99.9) / 1e6]),
    ]
  } finally {
    await store.close()
    await postgres.stop()
  }
}

/** One row in the middle is wrong. */
function csvOf(rows: number): string {
  const lines = ['number,reason,last_day']
  for (let n = 0; n < rows; n++)
    lines.push(n === rows >> 1 ? '2023000000,,' : `${2_030_000_000 + n},=cmd ${n % 90},2026-12-31`)
  return lines.join('\r\n')
}
