import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { systemClock } from '../../native/system-clock.ts'
import { createContentStore } from '../../server/ground/store/content-store.ts'
import type { Store, StorePlace } from '../../server/ground/store/store.ts'
import { MAIL } from '../../server/mail/mail-plan.ts'
import { openMail } from '../../server/mail/open-mail.ts'
import { unwrap } from '../../src/result.ts'
import { openHouseStore } from '../peers/house-store.ts'
import { openAuthority, relaySection } from '../peers/mail-world.ts'
import { type Postgres, startPostgres } from '../peers/postgres.ts'
import { startSmtpDouble } from '../peers/smtp-double.ts'

export interface FloodPlan {
  readonly letters: number
  /** How often every server is killed (SIGKILL), spread over the letters. */
  readonly kills: number
  /** At once, on one database; the embedded one takes one alone. */
  readonly servers: number
  /** How long the relay takes for a letter. */
  readonly waitMs: number
  readonly isPostgres: boolean
}

export interface Flood {
  readonly letters: number
  /** Processes that were killed. */
  readonly killed: number
  /** Letters that the relay never got. */
  readonly lost: number
  /** How often the relay got a letter that it had. */
  readonly doubles: number
  /** Doubles that were not byte for byte the letter that it had. */
  readonly changed: number
  /** Letters that the house does not know to be sent. */
  readonly unknown: number
}

const POSTED_AT_ONCE = 500

/**
 * Sends many letters through a slow relay by servers of their own, all of which are killed again and again: every second time in the moment in
 * which the relay has a letter and has not said so.
 */
export async function runFlood(plan: FloodPlan): Promise<Flood> {
  const folder = await mkdtemp(join(tmpdir(), 'yinzheng-flood-'))
  const authority = await openAuthority()
  const relay = await startSmtpDouble({ tls: authority })
  const postgres: Postgres | null = plan.isPostgres ? await startPostgres() : null
  const place: StorePlace = postgres
    ? { kind: 'postgres', databaseUrl: postgres.databaseUrl }
    : { kind: 'folder', folder: join(folder, 'store') }
  const mail = relaySection(relay.port, authority, { ratePerMinute: 10_000 })
  let children: ChildProcess[] = []
  try {
    const mimeIds = await withStore(place, store => fill(store, plan.letters, mail))
    let killed = 0
    const taken = new Set<string>()
    relay.faults.waitMs = plan.waitMs
    for (let nth = 1; nth <= plan.kills + 1; nth++) {
      children = Array.from({ length: plan.servers }, () => startSender(place, mail))
      const exits = children.map(child => once(child, 'exit'))
      const isLast = nth > plan.kills
      if (!isLast) {
        const until = Math.floor((plan.letters * nth) / (plan.kills + 1))
        relay.faults.onTaken = ({ messageId }) => {
          taken.add(messageId)
          if (taken.size < until) return
          relay.faults.onTaken = () => {}
          const strike = () => {
            for (const child of children) child.kill('SIGKILL')
          }
          if (nth % 2 === 0) strike()
          else setImmediate(strike)
        }
      }
      const ended = (await Promise.all(exits)) as [number | null, string | null][]
      killed += ended.filter(([, signal]) => signal === 'SIGKILL').length
      if (ended.some(([code]) => code !== null && code !== 0)) throw new Error('a server ended by itself')
      if (!isLast) await withStore(place, letTimePass)
    }
    relay.faults.onTaken = () => {}
    return await withStore(place, store => judge(store, mimeIds, relay.letters, killed))
  } finally {
    for (const child of children) child.kill('SIGKILL')
    await relay.close()
    await postgres?.stop()
    await authority.remove()
    await rm(folder, { recursive: true, force: true })
  }
}

function startSender(place: StorePlace, mail: object): ChildProcess {
  const program = join(import.meta.dirname, 'sender-program.ts')
  const words = ['--disable-warning=ExperimentalWarning', program, JSON.stringify({ place, mail })]
  return spawn(process.execPath, words, { stdio: ['ignore', 'ignore', 'inherit'] })
}

async function withStore<Done>(place: StorePlace, work: (store: Store) => Promise<Done>): Promise<Done> {
  const store = await openHouseStore(place)
  try {
    return await work(store)
  } finally {
    await store.close()
  }
}

/** Posts the letters, and gives their Message-IDs. */
async function fill({ db }: Store, letters: number, mail: object): Promise<string[]> {
  const ground = {
    db,
    clock: systemClock,
    log: pino({ level: 'silent' }),
    content: createContentStore('/nowhere'),
    isServing: true,
  }
  const { doors } = await openMail(ground, { mail: MAIL.config(path => path).mail.parse(mail), sms: null })
  const sendBy = new Date(systemClock.now() + 24 * 3_600_000)
  for (let from = 0; from < letters; from += POSTED_AT_ONCE) {
    await db.transaction().execute(async tx => {
      for (let at = from; at < Math.min(from + POSTED_AT_ONCE, letters); at++) {
        const content = { language: 'zh', subject: `第 ${at} 封`, text: `您好，这是第 ${at} 封。\n` } as const
        const named = { to: `w${at}@example.edu.cn`, purpose: 'flood', reference: `F-${at}`, sendBy }
        unwrap(await doors.post(tx, { ...content, ...named }))
      }
    })
  }
  const rows = await db.selectFrom('message').select('mime_id').execute()
  return rows.map(({ mime_id: id }) => id ?? '')
}

/** The leases of servers that were killed run out, and so do pauses and the minute of the pace. */
async function letTimePass({ db }: Store): Promise<void> {
  const past = new Date(systemClock.now() - 3_600_000)
  await db.updateTable('message').set({ lease_until: past }).where('lease', 'is not', null).execute()
  await db.updateTable('message').set({ tried_at: past }).where('tried_at', 'is not', null).execute()
  await db.updateTable('message').set({ next_try_at: past }).where('state', '=', 'waiting').execute()
}

async function judge(
  { db }: Store,
  mimeIds: readonly string[],
  taken: readonly { readonly messageId: string; readonly source: string }[],
  killed: number,
): Promise<Flood> {
  const first = new Map<string, string>()
  let [doubles, changed] = [0, 0]
  for (const { messageId, source } of taken) {
    const known = first.get(messageId)
    if (known === undefined) first.set(messageId, source)
    else {
      doubles++
      if (known !== source) changed++
    }
  }
  const unsent = await db.selectFrom('message').select('message_id').where('state', '<>', 'sent').execute()
  const lost = mimeIds.filter(id => !first.has(id)).length
  return { letters: mimeIds.length, killed, lost, doubles, changed, unknown: unsent.length }
}
