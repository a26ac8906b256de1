import type { Kysely, Transaction } from 'kysely'
import { both } from '../../../src/contract/texts.ts'
import type { Ground } from '../../ground/ground.ts'
import { randomId } from '../../ground/random-id.ts'
import type { Tables } from '../../ground/store/tables.ts'
import type { ReadDrift } from '../../settings/settings.ts'
import type { ReadMaintained } from '../maintained.ts'
import { type ReadParts, readTerminals, type SeenTerminal } from '../read-terminals.ts'
import { isNotice, judgeAlerts, type NewAlert, type OpenAlert, type Times } from './judge-alerts.ts'
import { judgeNotices } from './judge-notices.ts'
import { readNotices } from './read-notices.ts'
import { sayAlerts, type ToldAlert } from './say-alerts.ts'
import { type TellParts, tell } from './tell.ts'

export interface AlertParts extends Pick<Ground, 'db' | 'clock' | 'house'>, TellParts {
  readonly read: ReadParts
  readonly notices: { readonly drift: ReadDrift; readonly maintained: ReadMaintained }
}

/** More than there can be of a whole fleet. */
const OPEN_MAX = 10_000

/** Looks at every terminal, and tells once of each that is silent, can't serve, runs short or runs other settings, and once when that is over. */
export async function lookAndTell(parts: AlertParts, listeningSinceMs: number): Promise<void> {
  const { db, clock, house, settings, read } = parts
  const nowMs = clock.now()
  const { drift, maintained } = parts.notices
  const seen = await readTerminals(read, new Date(nowMs), { sites: ['*'] })
  const settingsOf = await maintained(seen)
  const all = seen.map(one => ({ ...one, callAfterMs: inMs(settingsOf(one).maintenance.callAfterSeconds) }))
  const times: Times = {
    ...{ nowMs, listeningSinceMs },
    silentAfterMs: settings.silentAfterSeconds * 1000,
    cannotAfterMs: settings.cannotServeAfterSeconds * 1000,
  }
  await db.transaction().execute(async tx => {
    // One server at a time: what another has told stands there then.
    await tx.selectFrom('fleet_watch').select('one').forUpdate().execute()
    const open = await openAlerts(tx)
    const now = new Date(nowMs)
    const [noticesOpen, servingOpen] = [open.filter(isNotice), open.filter(one => !isNotice(one))]
    const serving = judgeAlerts(all, servingOpen, times)
    const standing = await readNotices(tx, { drift, settingsOf }, seen, noticesOpen, now)
    const notices = judgeNotices(seen, standing, noticesOpen, nowMs)
    const [begin, end] = [
      [...serving.begin, ...notices.begin],
      [...serving.end, ...notices.end],
    ]
    for (const one of begin) await insert(tx, one, now)
    await setAll(tx, [...end, ...serving.drop, ...notices.drop], { ended_at: now })
    await setAll(tx, [...serving.well, ...notices.well], { well_since: now })
    await setAll(tx, [...serving.notWell, ...notices.notWell], { well_since: null })
    const words = await toldOf(tx, all, begin, end)
    if (words.length > 0) await tell(parts, tx, sayAlerts(words, settings.language, house.timeZone), now)
  })
}

const inMs = (seconds: number | null) => (seconds === null ? null : seconds * 1_000)

interface OpenRow extends OpenAlert {
  readonly sinceMs: number
}

async function openAlerts(tx: Transaction<Tables>): Promise<OpenRow[]> {
  const rows = await tx.selectFrom('fleet_alert').selectAll().where('ended_at', 'is', null).limit(OPEN_MAX).execute()
  return rows.map(row => ({
    ...{ alertId: row.alert_id, kind: row.kind, siteId: row.site_id, terminalId: row.terminal_id },
    ...{ wellSinceMs: row.well_since?.getTime() ?? null, sinceMs: row.since.getTime() },
  }))
}

async function insert(tx: Transaction<Tables>, one: NewAlert, now: Date): Promise<void> {
  await tx
    .insertInto('fleet_alert')
    .values({
      ...{ alert_id: randomId(), kind: one.kind, site_id: one.siteId, terminal_id: one.terminalId },
      ...{
        part: one.missing?.part ?? null,
        code: one.missing?.code ?? null,
        since: new Date(one.sinceMs),
        told_at: now,
      },
    })
    .execute()
}

async function setAll(
  tx: Transaction<Tables>,
  alerts: readonly OpenAlert[],
  columns: { readonly ended_at?: Date; readonly well_since?: Date | null },
): Promise<void> {
  if (alerts.length === 0) return
  const ids = alerts.map(({ alertId }) => alertId)
  await tx.updateTable('fleet_alert').set(columns).where('alert_id', 'in', ids).execute()
}

/** What is said of these, with the names that they go by. */
async function toldOf(
  tx: Transaction<Tables>,
  all: readonly SeenTerminal[],
  begin: readonly NewAlert[],
  end: readonly OpenRow[],
): Promise<ToldAlert[]> {
  const sites = await tx.selectFrom('site').selectAll().execute()
  const siteName = (id: string) => {
    const row = sites.find(({ site_id }) => site_id === id)
    return row ? both(row.name_zh, row.name_en) : both(id, id)
  }
  const terminalOf = (id: string | null) => all.find(({ terminalId }) => terminalId === id) ?? null
  const silentAt = (siteId: string) =>
    all.filter(one => one.siteId === siteId && one.truth.kind === 'silent').map(({ name }) => name)
  const wordsOf = (one: NewAlert | OpenRow, isOver: boolean): ToldAlert => ({
    ...{ kind: one.kind, isOver, site: siteName(one.siteId), terminal: terminalOf(one.terminalId) },
    ...{ missing: 'missing' in one ? one.missing : null, sinceMs: one.sinceMs },
    said: 'missing' in one ? (one.said ?? null) : null,
    stillSilent: isOver && one.terminalId === null ? silentAt(one.siteId) : [],
  })
  return [
    ...begin.filter(({ isTold }) => !isTold).map(one => wordsOf(one, false)),
    ...end.map(one => wordsOf(one, true)),
  ]
}

/** Deletes what is older than the house keeps. */
export async function forgetOld(db: Kysely<Tables>, before: Date): Promise<void> {
  await db.deleteFrom('terminal_device_change').where('at', '<', before).execute()
  await db.deleteFrom('terminal_serving').where('until_at', '<', before).execute()
  await db.deleteFrom('fleet_gap').where('until_at', '<', before).execute()
  await db.deleteFrom('fleet_alert').where('ended_at', '<', before).execute()
  await db.deleteFrom('fleet_robot_message').where('made_at', '<', before).where('due_at', 'is', null).execute()
}
