import type { StaffCaller } from '../../ground/callers.ts'
import type { Ground } from '../../ground/ground.ts'
import { audit } from '../audit-audit.ts'

/** Reading within it is one reading. */
const ONE_READING_MS = 3_600_000
/** Sessions end within eight hours; more than these are never at it at once. */
const SESSIONS_MAX = 1_000

/** Writes down that somebody of staff reads the trail, once an hour for each session. */
export function createReadingNotes({
  db,
  clock,
}: Pick<Ground, 'db' | 'clock'>): (caller: StaffCaller) => Promise<void> {
  const noted = new Map<string, number>()
  return async ({ staffId, sessionKey }) => {
    const now = clock.now()
    const last = noted.get(sessionKey)
    if (last !== undefined && now - last < ONE_READING_MS && now >= last) return
    if (noted.size >= SESSIONS_MAX) noted.clear()
    noted.set(sessionKey, now)
    await audit(db, new Date(now), {
      ...{ event: 'audit-read', subject: staffId, terminalId: null, detail: { by: staffId } },
    })
  }
}
