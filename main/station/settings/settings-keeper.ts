import type { KeyObject } from 'node:crypto'
import { type Clock, sleep } from '../../../src/clock.ts'
import { TERMINAL_ROUTES } from '../../../src/contract/terminal-api.ts'
import type { Settings } from '../../../src/settings/settings.ts'
import type { SettingsMark } from '../../../src/settings/settings-mark.ts'
import type { SignedSettings } from '../../../src/settings/signed-settings.ts'
import type { Log } from '../log.ts'
import type { ServerClient } from '../server-client.ts'
import { KEPT_VERSIONS, type KeptSettings, type SettingsShelf } from './kept-settings.ts'
import { type ReadSettings, readSigned } from './read-signed.ts'

/** A station that stays up for so long with new settings has stood its trial. */
const TRIAL_MS = 60_000
/** One that begins so often with them before it is over goes back. */
const TRIAL_STARTS = 3
/** It may have been the power: after so long with the ones before, they are tried once more. */
const TRY_AGAIN_MS = 6 * 3_600_000
/** What runs is said again after so long, by which the server knows that it still does. */
const SAY_AGAIN_MS = 10 * 60_000

/** The settings that were published for this terminal. */
export interface SettingsKeeper {
  /** What runs; null while the terminal goes by its own file. */
  running(): { readonly settings: Settings; readonly mark: SettingsMark } | null
  /** Looks at which version the server names, and fetches it where it is newer than what runs. */
  consider(published: SettingsMark | null): Promise<void>
  /** Between visits: runs what was fetched. Whether something else runs from now on. */
  apply(): boolean
}

export interface SettingsKeeperParts {
  readonly client: Pick<ServerClient, 'call'>
  readonly shelf: SettingsShelf
  readonly serverKey: KeyObject
  readonly terminalId: string
  readonly clock: Clock
  readonly log: Log
  /** Why these settings cannot run here, in words for staff; null when they can. */
  readonly whyNot: (settings: Settings) => string | null
}

/**
 * Opens what was kept. A version with which the station did not stay up is given up for the one before it, and is tried again after hours.
 * The version never falls: what comes from the server with a lower number is not taken.
 */
export function openSettingsKeeper(parts: SettingsKeeperParts): SettingsKeeper {
  const { client, shelf, clock, log, whyNot } = parts
  const held = takeUp(parts)
  let { kept, running } = held
  let pending: { readonly signed: SignedSettings; readonly read: ReadSettings } | null = null
  let said: { readonly text: string; readonly atMs: number } | null = null
  let isAsking = false

  const keep = (next: KeptSettings): boolean => {
    try {
      shelf.write(next)
      kept = next
      return true
    } catch (error) {
      log.error({ err: error }, 'settings could not be kept')
      return false
    }
  }
  const endTrialLater = (version: number) =>
    void sleep(clock, TRIAL_MS).then(() => {
      if (kept.trial?.version === version && running?.mark.version === version) keep({ ...kept, trial: null })
    })
  if (running && kept.trial) endTrialLater(running.mark.version)
  if (held.hasFailed)
    void sleep(clock, TRY_AGAIN_MS).then(() => {
      if (kept.refused?.version === held.kept.refused?.version) keep({ ...kept, refused: null })
    })

  const refuse = (version: number, why: string) => {
    log.error({ version, why }, 'published settings are not taken')
    keep({ ...kept, refused: { version, why } })
    if (kept.refused?.version !== version) kept = { ...kept, refused: { version, why } }
  }

  const fetchNewer = async ({ version, hash }: SettingsMark): Promise<void> => {
    const answer = await client.call(TERMINAL_ROUTES.publishedSettings, {})
    if (!answer.ok) return
    const read = readSigned(answer.value, parts)
    if (!read.ok) return refuse(version, read.error)
    const { mark, document } = read.value
    if (mark.version < version || (mark.version === version && mark.hash !== hash))
      return refuse(version, 'the server gives another document than it names')
    if (running && mark.version <= running.mark.version) return
    const why = whyNot(document.settings)
    if (why !== null) return refuse(mark.version, why)
    pending = { signed: answer.value, read: read.value }
  }

  const say = async (): Promise<void> => {
    const { refused } = kept
    const report = { running: running?.mark ?? null, refused }
    const text = JSON.stringify(report)
    if (said?.text === text && clock.monotonic() - said.atMs < SAY_AGAIN_MS) return
    const answer = await client.call(TERMINAL_ROUTES.reportSettings, report)
    if (answer.ok) said = { text, atMs: clock.monotonic() }
  }

  return {
    running: () => running && { settings: running.document.settings, mark: running.mark },
    consider: async published => {
      if (isAsking || published === null) return
      isAsking = true
      try {
        const known = Math.max(running?.mark.version ?? 0, pending?.read.mark.version ?? 0, kept.refused?.version ?? 0)
        if (published.version > known) await fetchNewer(published)
        await say()
      } finally {
        isAsking = false
      }
    },
    apply: () => {
      if (!pending) return false
      const { signed, read } = pending
      const next = {
        kept: [...kept.kept, signed].slice(-KEPT_VERSIONS),
        trial: { version: read.mark.version, starts: 0 },
        refused: null,
      }
      // What could not be kept would be gone after the next start: it waits until the disk takes it.
      if (!keep(next)) return false
      pending = null
      running = read
      endTrialLater(read.mark.version)
      log.info({ version: read.mark.version }, 'other settings run from now on')
      return true
    },
  }
}

/** What a station begins with: the newest version that is whole, signed for it, can run here, and has not failed its trial. */
function takeUp({ shelf, log, whyNot, ...as }: SettingsKeeperParts): {
  hasFailed: boolean
  kept: KeptSettings
  running: ReadSettings | null
} {
  const found = shelf.read()
  const good = found.kept.flatMap(signed => {
    const read = readSigned(signed, as)
    return read.ok && whyNot(read.value.document.settings) === null ? [{ signed, read: read.value }] : []
  })
  const newest = good.at(-1)
  const hasFailed =
    found.trial !== null && newest?.read.mark.version === found.trial.version && found.trial.starts >= TRIAL_STARTS
  const rest = hasFailed ? good.slice(0, -1) : good
  const running = rest.at(-1)?.read ?? null
  const kept: KeptSettings = {
    kept: rest.map(({ signed }) => signed),
    trial: hasFailed || !found.trial ? null : { ...found.trial, starts: found.trial.starts + 1 },
    refused: hasFailed
      ? { version: newest.read.mark.version, why: 'the station did not stay up with it' }
      : found.refused,
  }
  if (hasFailed) log.error(kept.refused ?? {}, 'the settings of before run again')
  try {
    if (JSON.stringify(kept) !== JSON.stringify(found)) shelf.write(kept)
  } catch (error) {
    log.error({ err: error }, 'settings could not be kept')
  }
  return { hasFailed, kept, running }
}
