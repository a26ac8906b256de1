import { openStore } from '../../server/ground/store/store.ts'
import { MIGRATIONS } from '../../server/rooms.ts'
import { WHAT_MAKES_A_HOUSE } from './house-store.ts'
import { kept } from './kept.ts'
import { keepCluster, type Postgres, startPostgres, WHOSE_PROGRAMS } from './postgres.ts'

/** Starts a PostgreSQL server of its own, whose database has the tables of every room and nothing in them. */
export async function startHousePostgres(): Promise<Postgres> {
  const of = [...WHOSE_PROGRAMS, ...WHAT_MAKES_A_HOUSE]
  const house = await kept('house-postgres', of, place =>
    keepCluster(place, async databaseUrl => {
      const store = await openStore({ kind: 'postgres', databaseUrl }, MIGRATIONS)
      await store.close()
    }),
  )
  return startPostgres(house)
}
