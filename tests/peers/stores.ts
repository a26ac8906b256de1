import { afterAll, beforeAll, describe } from 'vitest'
import type { Store } from '../../server/ground/store/store.ts'
import { startHousePostgres } from './house-postgres.ts'
import { openHouseStore } from './house-store.ts'
import { POSTGRES_PROGRAMS } from './postgres.ts'

/** Runs a suite on the embedded store and, where its programs are found, on a real PostgreSQL. One fresh store a suite. */
export function describeOnStores(title: string, suite: (store: () => Store) => void): void {
  describe(`${title}, on PGlite`, () => withStore(suite, () => openHouseStore({ kind: 'memory' })))
  describe.skipIf(POSTGRES_PROGRAMS === null)(`${title}, on PostgreSQL`, () =>
    withStore(suite, async () => {
      const postgres = await startHousePostgres()
      const store = await openHouseStore({ kind: 'postgres', databaseUrl: postgres.databaseUrl })
      return {
        ...store,
        close: async () => {
          await store.close()
          await postgres.stop()
        },
      }
    }),
  )
}

function withStore(suite: (store: () => Store) => void, open: () => Promise<Store>): void {
  let store: Store | undefined
  beforeAll(async () => {
    store = await open()
  })
  afterAll(async () => {
    await store?.close()
  })
  suite(() => {
    if (!store) throw new Error('the store is opened before the tests')
    return store
  })
}
