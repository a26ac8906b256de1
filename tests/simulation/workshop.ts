import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { samplePeople } from '../../demo/university/notable.ts'
import type { SamplePerson } from '../../demo/university/people.ts'
import { universitySql } from '../../demo/university/university-sql.ts'
import type { ServerConfig } from '../../server/rooms.ts'
import { type Ambient, takeOverProcess } from './ambient.ts'
import { type SimulatedDocuments, signDocuments } from './documents.ts'
import { type MerchantKeys, makeMerchantKeys } from './gateway.ts'
import { WORLD_BEGINS_MS } from './journal.ts'
import { createRealWork, type RealWork } from './real-work.ts'
import { simulatedConfig } from './server.ts'
import { createSimulatedStore, type SimulatedStore } from './store.ts'
import { createVirtualClock } from './virtual-clock.ts'

/** What is dear to make, and the same in every world of a process. */
export interface Workshop {
  readonly ambient: Ambient
  readonly work: RealWork
  readonly store: SimulatedStore
  readonly documents: SimulatedDocuments
  readonly keys: MerchantKeys
  readonly config: ServerConfig
  readonly folder: string
  readonly people: readonly SamplePerson[]
}

const PEOPLE = 12

/** Makes what every world needs. The whole process is given over to simulated worlds from then on. */
export async function openWorkshop(): Promise<Workshop & { close(): void }> {
  // Ledgers are written with every commit synced: in memory, where there is such a folder.
  const folder = mkdtempSync(join(isThere('/dev/shm') ? '/dev/shm' : tmpdir(), 'simulated-'))
  const people = samplePeople()
    .filter(({ cardLost, study }) => !cardLost && study !== null)
    .slice(0, PEOPLE)
  const setupSqlFile = join(folder, 'university.sql')
  writeFileSync(setupSqlFile, universitySql(people))
  const work = createRealWork()
  const keys = makeMerchantKeys()
  const clock = createVirtualClock(WORLD_BEGINS_MS)
  const documents = await signDocuments(clock)
  const store = await createSimulatedStore(work)
  const ambient = takeOverProcess(clock)
  return {
    ...{ ambient, work, store, documents, keys, config: simulatedConfig(keys, setupSqlFile), folder, people },
    close: () => rmSync(folder, { recursive: true, force: true }),
  }
}

function isThere(folder: string): boolean {
  try {
    mkdirSync(folder, { recursive: true })
    return true
  } catch {
    return false
  }
}
