import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { signedSettingsSchema } from '../../../src/settings/signed-settings.ts'

/** So many versions stay on the disk. */
export const KEPT_VERSIONS = 5

const keptSchema = z.object({
  /** Oldest first; the last one runs. */
  kept: z.array(signedSettingsSchema).max(KEPT_VERSIONS),
  /** A version that has not stood its trial yet, and how often the station has begun with it. */
  trial: z.object({ version: z.int(), starts: z.int().min(0) }).nullable(),
  /** The newest version that could not be taken: it is not tried again. */
  refused: z.object({ version: z.int().min(0), why: z.string().max(300) }).nullable(),
})
export type KeptSettings = z.infer<typeof keptSchema>

export const NOTHING_KEPT: KeptSettings = { kept: [], trial: null, refused: null }

/** What a terminal keeps of its settings on its disk. */
export interface SettingsShelf {
  /** Nothing where there is nothing, or nothing that makes sense: the server has it all. */
  read(): KeptSettings
  /** Whole or not at all, whatever ends the process in the midst of it. Throws what the disk says. */
  write(kept: KeptSettings): void
}

/** The shelf in a terminal's data folder. */
export function settingsShelf(dataDir: string): SettingsShelf {
  const file = join(dataDir, 'published-settings.json')
  return {
    read: () => {
      try {
        return keptSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
      } catch {
        return NOTHING_KEPT
      }
    },
    write: kept => {
      // Written beside and renamed, so that a power cut leaves the old file or the new one.
      writeFileSync(`${file}.new`, JSON.stringify(kept), { mode: 0o600, flush: true })
      renameSync(`${file}.new`, file)
      if (process.platform !== 'win32') syncFolder(dataDir)
    },
  }
}

/** Without it a power cut may take the new name back. */
function syncFolder(folder: string): void {
  const handle = openSync(folder, 'r')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}
