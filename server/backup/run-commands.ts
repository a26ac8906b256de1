import { isAbsolute } from 'node:path'
import { type ERASURE, idsInJournals, journalFiles, journalKey } from '../erasure/erasure.ts'
import { type CommandHandlers, done, refused, told, wrongUse } from '../ground/commands/command.ts'
import type { SectionsOf } from '../ground/config/sections.ts'
import type { Ground } from '../ground/ground.ts'
import type { GROUND } from '../ground/ground-plan.ts'
import { houseSecret } from '../ground/house-secret.ts'
import type { RoomPlan } from '../ground/room.ts'
import { sha256Hex } from '../ground/store/content-store.ts'
import type { MigrationSteps } from '../ground/store/migrate.ts'
import { audit } from './backup-audit.ts'
import type { BACKUP_COMMANDS } from './backup-commands.ts'
import { makeBackup } from './make-backup.ts'
import { verifyBackup } from './verify-backup.ts'

/** Carries the room's commands out. `plans` and `steps`: of the whole house. */
export function backupCommands(
  { db, clock, house, serverKey }: Pick<Ground, 'db' | 'clock' | 'house' | 'serverKey'>,
  { store, erasure }: Pick<SectionsOf<typeof GROUND>, 'store'> & SectionsOf<typeof ERASURE>,
  { plans, steps }: { readonly plans: readonly Pick<RoomPlan, 'tables'>[]; readonly steps: MigrationSteps },
): CommandHandlers<typeof BACKUP_COMMANDS> {
  const journalIds = async () => {
    const key = journalKey(await houseSecret(db, 'server-key', new Date(clock.now())))
    return idsInJournals(journalFiles(store.folder, erasure.alsoJournalTo), key)
  }
  const tables = plans.flatMap(one => one.tables)
  const parts = { db, clock, house, serverKey, storeFolder: store.folder, tables, steps, journalIds }
  return {
    make: async ({ positionals: [folder = ''], flags }, { signal, progress, language = 'en' }) => {
      const say = (zh: string, en: string) => (language === 'zh' ? zh : en)
      if (!isAbsolute(folder)) return wrongUse(say('FOLDER 要写完整路径', 'FOLDER must be a whole path'))
      const made = await makeBackup(parts, folder, { signal, progress })
      if (!made.ok)
        return made.error === 'stopped'
          ? { exit: 1, message: say('中途停止了，没有备份', 'it was stopped: there is no backup') }
          : refused(say(`${folder} 不是空文件夹`, `${folder} is not empty`))
      const { tables, files, damaged } = made.value
      const rows = tables.reduce((sum, table) => sum + table.rows, 0)
      const subject = sha256Hex(JSON.stringify(made.value)).slice(0, 32)
      const detail = { rows, files: files.count, damaged: damaged.length }
      await audit(db, new Date(clock.now()), { event: 'backup-made', subject, terminalId: null, detail })
      const exit = damaged.length > 0 ? 1 : 0
      const message = damaged.length > 0 && {
        message: say(
          `${damaged.length} 个文件与出具时不一样，没有备份：请运行 yinzheng check`,
          `${damaged.length} files are not what was issued, and are not in it: give yinzheng check`,
        ),
      }
      const { fingerprint } = serverKey
      if (flags.includes('json'))
        return { ...done({ folder, rows, files: files.count, damaged, fingerprint }), exit, ...message }
      const text = say(
        `已备份 ${rows} 行、${files.count} 个文件到 ${folder}\n服务器密钥指纹 ${fingerprint}`,
        `${rows} rows and ${files.count} files are in ${folder}\nfingerprint of the server's key ${fingerprint}`,
      )
      return { ...told(text), exit, ...message }
    },
    verify: async ({ positionals: [folder = ''], flags }, { language = 'en' }) => {
      const say = (zh: string, en: string) => (language === 'zh' ? zh : en)
      if (!isAbsolute(folder)) return wrongUse(say('FOLDER 要写完整路径', 'FOLDER must be a whole path'))
      const { manifest, fingerprint, wrong } = await verifyBackup(folder)
      // A backup that is whole may still be somebody else's.
      const isOwn = fingerprint === serverKey.fingerprint
      const problems = [
        ...wrong,
        ...(manifest && !isOwn ? ['it was signed by another server'] : []),
        ...(manifest?.damaged.map(sha256 => `${sha256} was damaged when it was made, and is not in it`) ?? []),
      ]
      const exit = problems.length > 0 ? 1 : 0
      if (flags.includes('json'))
        return { ...done({ folder, madeAt: manifest?.madeAt ?? null, fingerprint, wrong: problems }), exit }
      if (problems.length > 0) return { exit, message: problems.join('\n') }
      return told(
        say(
          `完好，备份于 ${manifest?.madeAt}，由这台服务器签名`,
          `it is whole, of ${manifest?.madeAt}, and signed by this server`,
        ),
      )
    },
  }
}
