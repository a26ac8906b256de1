import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'

const FOLDER = join(import.meta.dirname, '../../node_modules/.cache/yinzheng')
const UNUSED_AFTER_MS = 7 * 24 * 3_600_000

/**
 * The file or folder that `make` leaves at the place that it is given: what takes seconds to make and always comes to the same. It is made
 * once for all that is in `of`, which has to be everything that it depends on, and kept beside the packages.
 */
export async function kept(
  name: string,
  of: readonly string[],
  make: (place: string) => Promise<void>,
): Promise<string> {
  const digest = createHash('sha256').update(JSON.stringify(of)).digest('hex').slice(0, 16)
  const place = join(FOLDER, `${name}-${digest}`)
  if (existsSync(place)) return place
  mkdirSync(FOLDER, { recursive: true })
  const unfinished = `${place}.${process.pid}`
  await make(unfinished)
  // Several processes may do it at once: each whole one is as good as any other.
  if (existsSync(place)) rmSync(unfinished, { recursive: true, force: true })
  else renameOrLeave(unfinished, place)
  removeOthers(name, place)
  return place
}

function renameOrLeave(unfinished: string, place: string): void {
  try {
    renameSync(unfinished, place)
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true })
    if (!existsSync(place)) throw error
  }
}

/** What earlier programs have made goes, but not at once: another run may still begin from it. */
function removeOthers(name: string, place: string): void {
  for (const entry of readdirSync(FOLDER)) {
    const other = join(FOLDER, entry)
    if (!new RegExp(`^${name}-[0-9a-f]{16}(\\.\\d+)?$`).test(entry) || other === place) continue
    const madeMs = statSync(other, { throwIfNoEntry: false })?.mtimeMs
    if (madeMs !== undefined && Date.now() - madeMs > UNUSED_AFTER_MS) rmSync(other, { recursive: true, force: true })
  }
}
