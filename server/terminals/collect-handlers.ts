import type { COLLECT_ROUTES, KIOSKS_ROUTES, KioskPlace } from '../../src/contract/pickups-api.ts'
import { fault } from '../../src/fault.ts'
import { err, ok } from '../../src/result.ts'
import type { GuessWatch } from '../ground/limits/guess-watch.ts'
import type { HandlersOf } from '../ground/room.ts'
import type { Fetched } from '../portal/portal.ts'
import { beginCollecting } from './collecting.ts'
import type { ListedTerminal } from './list-terminals.ts'
import type { VisitorParts } from './visitor-parts.ts'

export interface CollectHandlerParts {
  readonly visitor: VisitorParts
  readonly guesses: GuessWatch
  /** What a code stands for; null for one that is wrong, used, over or ended. */
  readonly collect: (code: string, terminalId: string) => Promise<Fetched | null>
  readonly terminals: () => Promise<readonly ListedTerminal[]>
}

/** What answers a kiosk at which a code of collection was typed, and whoever asks where there are kiosks. */
export function collectHandlers(parts: CollectHandlerParts): HandlersOf<typeof COLLECT_ROUTES & typeof KIOSKS_ROUTES> {
  const { visitor, guesses, collect } = parts
  return {
    collect: async ({ code }, { terminalId }) => {
      const found = await collect(code, terminalId)
      if (found) return beginCollecting(visitor, terminalId, found)
      // A million codes are tried in no time by whoever is not kept waiting.
      const said = await guesses.miss({ subject: 'pickup', caller: terminalId, terminalId, code: null })
      return err(said === 'waited' ? fault('pickup-code-refused') : fault('server-busy'))
    },
    kiosks: async () => {
      const all = await parts.terminals()
      return ok({ kiosks: all.filter(({ state }) => state !== 'retired').map(placeOf) })
    },
  }
}

function placeOf({ name, place, state, heardAt }: ListedTerminal): KioskPlace {
  const said = state !== 'active' ? 'out-of-service' : heardAt ? 'heard' : 'silent'
  return { name, place, state: said, lastHeardAt: heardAt?.toISOString() ?? null }
}
