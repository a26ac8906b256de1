import type { NoReply } from '../../ground/http/provider-http.ts'
import type { WayRefusal } from './way.ts'

/**
 * What it means that a provider gave no whole answer. Where the line never came up, it has heard nothing; otherwise it may have, and what
 * was brought may be spent, unless the question may be asked any number of times.
 */
export function refusalOfNoReply(word: NoReply, isOneUse = true): WayRefusal {
  if (word === 'REPLY_TOO_LONG') return { reason: 'lying', detail: word }
  const mayHaveHeard = word === 'TIMEOUT' || word === 'CANCELLED' || word === 'BROKE_OFF'
  return { reason: mayHaveHeard && isOneUse ? 'unknown' : 'away', detail: word }
}
