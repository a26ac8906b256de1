import { createHash } from 'node:crypto'
import type { Kysely } from 'kysely'
import type { TerminalId } from '../../src/contract/ids.ts'
import { canonicalJson } from '../../src/settings/settings.ts'
import type { SettingsMark } from '../../src/settings/settings-mark.ts'
import {
  SETTINGS_FORMAT,
  type SettingsDocument,
  type SignedSettings,
  settingsSignatureText,
} from '../../src/settings/signed-settings.ts'
import type { ServerKey } from '../ground/server-key.ts'
import type { Tables } from '../ground/store/tables.ts'
import type { InForce, ResolvedInForce } from './in-force.ts'

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

/** Gives terminals what holds for them, each version signed for one terminal. */
export interface IssuedSettings {
  /** Which document a terminal is to run now. Another version is made when what holds there has changed, for whatever reason. */
  mark(terminalId: TerminalId): Promise<SettingsMark>
  /** The same document as it is fetched. */
  document(terminalId: TerminalId): Promise<SignedSettings>
}

export interface IssuedParts {
  readonly db: Kysely<Tables>
  readonly clock: { now(): number }
  readonly serverKey: Pick<ServerKey, 'sign'>
  readonly inForce: Pick<ResolvedInForce, 'resolvedAt'>
}

/** Numbers of a terminal only rise: what was brought back, or a move to another site, is a new version with older content. */
export function createIssuedSettings({ db, clock, serverKey, inForce }: IssuedParts): IssuedSettings {
  /** What was found last, by terminal: what is asked every half minute need not be hashed every time. */
  const held = new Map<
    string,
    { readonly newest: number; readonly siteId: string | null; readonly mark: SettingsMark }
  >()

  const newestOf = (terminalId: TerminalId) =>
    db
      .selectFrom('issued_settings')
      .select(['version', 'hash', 'content_hash', 'text', 'signature'])
      .where('terminal_id', '=', terminalId)
      .orderBy('version', 'desc')
      .limit(1)
      .executeTakeFirst()

  const issue = async (terminalId: TerminalId, { settings }: InForce) => {
    const contentHash = sha256(canonicalJson(settings))
    for (;;) {
      const last = await newestOf(terminalId)
      if (last?.content_hash === contentHash) return last
      const issuedAt = new Date(clock.now())
      const text = canonicalJson({
        ...{ format: SETTINGS_FORMAT, terminalId, version: (last?.version ?? 0) + 1 },
        ...{ issuedAt: issuedAt.toISOString(), settings },
      } satisfies SettingsDocument)
      const hash = sha256(text)
      await db
        .insertInto('issued_settings')
        .values({
          ...{ terminal_id: terminalId, version: (last?.version ?? 0) + 1, content_hash: contentHash },
          ...{ text, hash, signature: serverKey.sign(settingsSignatureText(hash)), issued_at: issuedAt },
        })
        // Another server of the house was faster: what it has written is looked at.
        .onConflict(conflict => conflict.doNothing())
        .execute()
    }
  }

  return {
    mark: async terminalId => {
      const now = await inForce.resolvedAt(terminalId)
      const known = held.get(terminalId)
      if (known?.newest === now.newest && known.siteId === now.siteId) return known.mark
      const { version, hash } = await issue(terminalId, now)
      const mark = { version, hash }
      held.set(terminalId, { newest: now.newest, siteId: now.siteId, mark })
      return mark
    },
    document: async terminalId => {
      const { text, signature } = await issue(terminalId, await inForce.resolvedAt(terminalId))
      return { text, signature }
    },
  }
}
