import type { Kysely, KyselyPlugin } from 'kysely'

/** The same database, and how many queries something has asked it. */
export function countingQueries<Tables>(db: Kysely<Tables>) {
  let count = 0
  const plugin: KyselyPlugin = {
    transformQuery: ({ node }) => {
      count += 1
      return node
    },
    transformResult: async ({ result }) => result,
  }
  return {
    db: db.withPlugin(plugin),
    queriesOf: async (ask: () => Promise<unknown>): Promise<number> => {
      const before = count
      await ask()
      return count - before
    },
  }
}
