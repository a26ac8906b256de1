import type { Room } from '../ground/room.ts'
import type { BACKUP } from './backup-plan.ts'

/** Backups are made by command; a server has nothing to open for it. */
export const openBackup = (): Room<Record<string, never>, typeof BACKUP> => ({ doors: {}, handlers: {} })
