import { join } from 'node:path'
import { z } from 'zod'
import { askServer } from '../../server/ground/commands/ask-server.ts'

const pageSchema = z.object({
  cases: z.array(
    z.object({
      ...{ caseNumber: z.string(), kind: z.string(), state: z.string() },
      ...{ amountFen: z.int().nullable(), openedAt: z.string() },
    }),
  ),
})
/** What a person has been asked to look at. */
export type CaseSeen = z.infer<typeof pageSchema>['cases'][number]

/** Has the running server say something, as `yinzheng` does; null where none answers. */
async function ask(dataDir: string, room: string, verb: string, flags: readonly string[]) {
  const run = { progress: () => {}, signal: AbortSignal.timeout(60_000) }
  return askServer(join(dataDir, 'server'), { room, verb, said: { positionals: [], texts: {}, flags } }, run)
}

/** Cases that were opened since, as `yinzheng cases list --all` has them; null where no server answers. */
export async function casesSince(dataDir: string, sinceMs: number): Promise<CaseSeen[] | null> {
  const answer = await ask(dataDir, 'cases', 'list', ['all', 'json'])
  if (answer?.exit !== 0) return null
  return pageSchema.parse(answer.value).cases.filter(({ openedAt }) => Date.parse(openedAt) >= sinceMs)
}

/** What `yinzheng check` says of books and files; null when nothing differs. */
export async function whatDiffers(dataDir: string): Promise<string | null> {
  const answer = await ask(dataDir, 'books', 'check', ['json'])
  return answer?.exit === 0 ? null : JSON.stringify(answer)
}
