import { z } from 'zod'
import { askServer } from '../server/ground/commands/ask-server.ts'
import type { StaffLanguage } from '../server/ground/commands/language.ts'
import { whyNotOwner } from '../server/ground/commands/store-owner.ts'
import { readServerConfig } from '../server/ground/config/read-server-config.ts'
import { WARNINGS_COMMAND } from '../server/ground/warnings-command.ts'
import { ROOMS, type ServerConfig } from '../server/rooms.ts'
import { type Bilingual, bilingualSchema, both } from '../src/contract/texts.ts'
import { type Finding, same } from './finding.ts'
import { SHUT_OUT } from './shut-out.ts'

const WHAT = {
  config: both('配置', 'configuration'),
  owner: both('用户', 'user'),
  server: both('服务器', 'server'),
  proxy: both('代理', 'proxy'),
  terminals: both('自助机', 'terminals'),
} as const

const listedSchema = z.object({
  terminals: z.array(
    z.object({
      terminalId: z.string(),
      name: bilingualSchema,
      state: z.enum(['active', 'suspended', 'quarantined', 'retired']),
    }),
  ),
})
type ListedTerminal = z.infer<typeof listedSchema>['terminals'][number]
const warningsSchema = z.object({ warnings: z.array(z.object({ zh: z.string(), en: z.string() })) })

/** Looks at a server by its configuration: whether it runs here, what is wrong with the proxy before it, and who is shut out. */
export async function lookAtServer(file: string): Promise<Finding[]> {
  const read = await readServerConfig(ROOMS, file)
  if (!read.ok) return [{ what: WHAT.config, well: false, note: same(read.error.join('\n')) }]
  const config = { what: WHAT.config, well: true, note: same(file) }
  const notOwner = await whyNotOwner(read.value.store.folder)
  if (notOwner !== null) return [config, { what: WHAT.owner, well: false, note: notOwner }]
  const listed = await terminalsOf(read.value)
  if (listed === null) {
    const note = both('这里没有运行：什么都问不到', 'does not run here: nothing can be asked of it')
    return [config, { what: WHAT.server, well: false, note }]
  }
  const running = { what: WHAT.server, well: true, note: both('在这里运行', 'runs here') }
  return [config, running, ...(await lookAtProxy(read.value)), ...listed.map(findingOf)]
}

/** What is wrong with a terminal in the eyes of the server of this configuration; null where nothing is, or no server runs. */
export async function whyShutOut(serverFile: string, terminalId: string): Promise<Bilingual | null> {
  const read = await readServerConfig(ROOMS, serverFile)
  const listed = read.ok ? await terminalsOf(read.value) : null
  const found = listed?.find(one => one.terminalId === terminalId)
  return found && found.state !== 'active' ? SHUT_OUT[found.state] : null
}

function findingOf({ terminalId, name, state }: ListedTerminal): Finding {
  const [zh, en] = [name.zh || terminalId, name.en || terminalId]
  if (state === 'active') return { what: WHAT.terminals, well: true, note: both(`${zh} 在用`, `${en} is in use`) }
  const why = SHUT_OUT[state]
  // Shutting one out was somebody's will; a key in two places is nobody's.
  return { what: WHAT.terminals, well: state !== 'quarantined', note: both(`${zh}：${why.zh}`, `${en}: ${why.en}`) }
}

async function lookAtProxy(config: ServerConfig): Promise<Finding[]> {
  const answer = await ask(config, WARNINGS_COMMAND)
  const told = warningsSchema.safeParse(answer?.value)
  if (!told.success) return []
  const { warnings } = told.data
  if (warnings.length > 0) return warnings.map(note => ({ what: WHAT.proxy, well: false, note }))
  return [{ what: WHAT.proxy, well: true, note: both('没有要提醒的', 'nothing to be warned of') }]
}

/** Null where no server runs. */
async function terminalsOf(config: ServerConfig): Promise<readonly ListedTerminal[] | null> {
  const answer = await ask(config, { room: 'terminals', verb: 'list', flags: ['json'] })
  if (answer === null) return null
  if (answer.exit !== 0) throw new Error(answer.message)
  return listedSchema.parse(answer.value).terminals
}

const ask = (
  { store }: ServerConfig,
  { room, verb, flags = [] }: { readonly room: string; readonly verb: string; readonly flags?: readonly string[] },
  language: StaffLanguage = 'en',
) =>
  askServer(
    store.folder,
    { room, verb, said: { positionals: [], texts: {}, flags } },
    { progress: () => undefined, signal: AbortSignal.timeout(ANSWER_WITHIN_MS), language },
  )

const ANSWER_WITHIN_MS = 10_000
