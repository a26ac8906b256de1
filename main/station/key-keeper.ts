import type { TerminalSettings } from '../../src/contract/terminals-api.ts'
import { changeKey, takeKeyThatIsKnown } from './change-key.ts'
import type { Log } from './log.ts'
import type { Refusal, ServerClient } from './server-client.ts'
import type { TerminalKey, TerminalKeys } from './terminal-key.ts'

/** What the server said when it was asked for the settings. */
export type SettingsNews = { readonly settings: TerminalSettings } | { readonly refusal: Refusal }

export interface KeyKeeper {
  /** Does what the news asks for about the key. `isFree`: nobody stands before the machine, whose requests could meet the change. */
  consider(news: SettingsNews, isFree: boolean): Promise<void>
}

/** Gives the terminal a new key when staff have asked for one, and finds the right one after a break in the midst of that. */
export function createKeyKeeper(parts: {
  readonly client: ServerClient
  readonly keys: TerminalKeys
  readonly terminalId: string
  /** The same terminal with another key. */
  readonly as: (key: TerminalKey) => ServerClient
  readonly log: Pick<Log, 'info' | 'warn'>
  /** Told of each key that took the place of another. */
  readonly onChanged?: () => void
}): KeyKeeper {
  const { client, keys, terminalId, as, log, onChanged = () => {} } = parts
  return {
    consider: async (news, isFree) => {
      if ('refusal' in news) {
        const taken = await takeKeyThatIsKnown(news.refusal, keys, as).catch(whatTheDiskSaid)
        if (taken === true) {
          log.info('the server had the new key of this terminal')
          onChanged()
        } else if (taken !== false)
          log.warn({ why: taken }, 'the key that the server knows could not be put in its place')
        return
      }
      if (!news.settings.isKeyDue || !isFree) return
      const change = await changeKey(client, keys, terminalId).catch(whatTheDiskSaid)
      if (change === 'changed') {
        log.info('this terminal has a new key')
        onChanged()
      } else log.warn({ change }, 'the key of this terminal was not changed')
    },
  }
}

/** A disk that takes no write leaves the key as it is; what the disk is like is looked at elsewhere. Anything else is a bug. */
function whatTheDiskSaid(error: unknown): string {
  if (error instanceof Error && 'errno' in error && 'code' in error) return String(error.code)
  throw error
}
