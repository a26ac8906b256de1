import { generateKeyPairSync, sign } from 'node:crypto'
import pino from 'pino'
import { createCarry } from '../../main/station/carry.ts'
import { readServerKey } from '../../main/station/proven-answer.ts'
import { createServerClient } from '../../main/station/server-client.ts'
import { watchServer } from '../../main/station/server-watch.ts'
import { type KeptSettings, NOTHING_KEPT } from '../../main/station/settings/kept-settings.ts'
import { openSettingsKeeper } from '../../main/station/settings/settings-keeper.ts'
import type { TerminalKey } from '../../main/station/terminal-key.ts'
import { systemClock } from '../../native/system-clock.ts'
import { randomId } from '../../server/ground/random-id.ts'
import { sleep } from '../../src/clock.ts'
import { TERMINALS_ROUTES } from '../../src/contract/terminals-api.ts'
import { openHouseStore } from '../peers/house-store.ts'
import { startPostgres } from '../peers/postgres.ts'
import { ask, type ServerWorld, startServerWorld } from '../peers/server-world.ts'
import { createStaffPeople } from '../peers/staff-people.ts'
import { type Figure, figure, percentile } from './figure.ts'

/** What is aimed at: of 500 terminals 475 run what was published within so long. */
const AIM_MS = 60_000
const TERMINALS = 500
/** Terminals were started at any moment: they ask each at its own. */
const SPREAD_MS = 30_000
const WITHIN_MS = 180_000
const PUBLIC_URL = 'https://print.example.edu.cn'
const PHONE = '010-1234 5678'

/**
 * From publishing in the console until the terminals run it: a real server on PostgreSQL, and 500 times the real code by which a station asks,
 * fetches, checks and applies, at the pace of a lobby.
 */
export async function measureSettings(): Promise<Figure[]> {
  const postgres = await startPostgres()
  const world = await startServerWorld(postgres.databaseUrl)
  const state = { isOver: false, fetched: 0 }
  try {
    const ranAt = await startTerminals(world, postgres.databaseUrl, state)
    await until(() => state.fetched >= TERMINALS)
    const fetchedBefore = state.fetched
    const publishedMs = await publish(world)
    await until(() => ranAt.size === TERMINALS)
    const spans = [...ranAt.values()].map(ms => ms - publishedMs)
    return [
      figure('settings-published-to-running', 'ms', null, spans),
      figure('settings-published-to-running-p95', 'ms', AIM_MS, [percentile(spans, 0.95)]),
      figure('settings-fetches-a-terminal', 'times', 1, [(state.fetched - fetchedBefore) / TERMINALS]),
    ]
  } finally {
    state.isOver = true
    await world.close()
    await postgres.stop()
  }
}

/** When each terminal began to run what was published, as it happens. */
async function startTerminals(
  world: ServerWorld,
  databaseUrl: string,
  state: { isOver: boolean; fetched: number },
): Promise<ReadonlyMap<string, number>> {
  const facts = TERMINALS_ROUTES.server.output.parse((await ask(world.base(), 'GET', '/v1/server', {})).json)
  const keys = Array.from({ length: TERMINALS }, () => ({ terminalId: randomId(), key: newKey() }))
  const store = await openHouseStore({ kind: 'postgres', databaseUrl })
  const place = { name_zh: '机', name_en: 'Kiosk', place_zh: '', place_en: '', state: 'active' as const }
  await store.db
    .insertInto('terminal')
    .values(
      keys.map(({ terminalId, key }) => ({
        ...{ terminal_id: terminalId, public_key: key.publicKey, ...place },
        enrolled_at: new Date(world.clock.now()),
      })),
    )
    .execute()
  await store.close()
  const ranAt = new Map<string, number>()
  const carry = createCarry({ kind: 'system' })
  for (const { terminalId, key } of keys) {
    const client = createServerClient({
      ...{ baseUrl: world.base(), timeoutMs: 30_000, carry, key, serverKey: facts.publicKey, terminalId },
      // Signatures are judged by the clock of the server.
      clock: { ...systemClock, now: world.clock.now },
    })
    let kept: KeptSettings = NOTHING_KEPT
    const keeper = openSettingsKeeper({
      ...{ client, terminalId, clock: systemClock, log: pino({ level: 'silent' }), whyNot: () => null },
      serverKey: readServerKey(facts.publicKey)!,
      shelf: {
        read: () => kept,
        write: next => {
          kept = next
        },
      },
    })
    const look = async (published: Parameters<typeof keeper.consider>[0]) => {
      await keeper.consider(published)
      if (!keeper.apply()) return
      state.fetched += 1
      if (keeper.running()?.settings.help.phone === PHONE) ranAt.set(terminalId, Date.now())
    }
    void sleep(systemClock, Math.random() * SPREAD_MS).then(() =>
      watchServer(
        systemClock,
        client,
        news => {
          if ('settings' in news) void look(news.settings.published)
        },
        () => state.isOver,
      ),
    )
  }
  return ranAt
}

function newKey(): TerminalKey {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  return {
    publicKey: publicKey.export({ format: 'der', type: 'spki' }).toString('base64'),
    sign: text => sign(null, Buffer.from(text), privateKey).toString('base64'),
  }
}

/** As somebody of staff does it, for the site at which all of them stand. */
async function publish(world: ServerWorld): Promise<number> {
  const admin = await createStaffPeople(world, PUBLIC_URL).theAdmin()
  const browser = await admin.loggedIn()
  const id = { layer: 'site', subjectId: 'main' }
  const typed = { ...id, content: { help: { phone: PHONE } }, basedOn: 0, revision: 0 }
  const saved = JSON.parse((await browser.postJson('/v1/staff/settings/draft', typed)).text) as {
    draft: { revision: number }
  }
  const wish = { ...id, revision: saved.draft.revision, reason: '' }
  const done = await browser.postJson('/v1/staff/settings/publish', wish)
  if (!done.text.includes('"published"')) throw new Error(`not published: ${done.status} ${done.text}`)
  return Date.now()
}

async function until(holds: () => boolean): Promise<void> {
  const endMs = Date.now() + WITHIN_MS
  while (!holds()) {
    if (Date.now() > endMs) throw new Error('it has not come about')
    await sleep(systemClock, 100)
  }
}
