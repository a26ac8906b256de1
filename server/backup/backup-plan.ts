import { plan } from '../ground/room.ts'
import { BACKUP_EVENTS } from './backup-audit.ts'
import { BACKUP_COMMANDS } from './backup-commands.ts'

/** Everything that the house keeps, written away and brought back. */
export const BACKUP = plan({ name: 'backup', audit: BACKUP_EVENTS, commands: BACKUP_COMMANDS })
