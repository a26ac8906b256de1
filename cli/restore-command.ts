import { isAbsolute, resolve } from 'node:path'
import { systemClock } from '../native/system-clock.ts'
import { type Restored, type RestoreRefusal, restore } from '../server/backup/backup.ts'
import type { Command } from '../server/ground/commands/command.ts'
import { type Say, type StaffLanguage, sayIn } from '../server/ground/commands/language.ts'
import { asksForHelp } from '../server/ground/commands/parse-words.ts'
import { readSpoken } from '../server/ground/commands/said.ts'
import { whyNotOwner } from '../server/ground/commands/store-owner.ts'
import { OPTIONS_OF_ALL, usageOf } from '../server/ground/commands/usage.ts'
import { readServerConfig } from '../server/ground/config/read-server-config.ts'
import { StartRefused } from '../server/ground/start-refused.ts'
import { MIGRATIONS, ROOMS } from '../server/rooms.ts'
import { both } from '../src/contract/texts.ts'

const BAD_USE = 2
const COULD_NOT = 3

const RESTORE = {
  what: both('把备份恢复到空的位置', 'brings a backup back into an empty place'),
  positionals: ['FOLDER'],
  options: {
    fingerprint: {
      kind: 'text',
      what: both(
        '只接受由这把服务器密钥签名的备份；backup make 会显示',
        'takes only what this key of a server has signed; backup make shows it',
      ),
    },
    'without-journal': {
      kind: 'flag',
      what: both(
        '没有删除日志也恢复：您确认备份之后没有人被删除',
        'without the journal: you take it on you that nobody was erased since',
      ),
    },
  },
  notes: both(
    '空的位置：配置里的 store.folder 不存在或为空，数据库里没有本系统的表。先逐个文件核对。备份之后执行过的删除，服务器下次启动、接待任何人之前再执行一次，凭据是删除日志（erasures.journal 和 erasure.alsoJournalTo 的文件）。',
    'Empty: the store.folder of the configuration is not there or has nothing in it, and the database has no table of this system. Every file is compared first. What was erased after the backup is erased once more at the next start, before anybody is served, by the journal of erasures (erasures.journal, and the files of erasure.alsoJournalTo).',
  ),
} as const satisfies Command

/** `yinzheng restore FOLDER`: brings a backup back into an empty place. Gives the exit status. */
export async function runRestore(args: string[], language: StaffLanguage): Promise<number> {
  const say = sayIn(language)
  const usage = usageOf('restore', RESTORE, say)
  if (asksForHelp(args)) {
    console.log(usage)
    return 0
  }
  const refuse = (message: string, exit = BAD_USE) => {
    console.error(exit === BAD_USE ? `${message}\n\n${usage}` : message)
    return exit
  }
  const spoken = readSpoken({ ...RESTORE, options: { ...RESTORE.options, ...OPTIONS_OF_ALL } }, args)
  if (!spoken.ok) return refuse(say(spoken.error))
  const { positionals, texts, flags } = spoken.value
  const config = await readServerConfig(ROOMS, texts.config ?? '')
  if (!config.ok) {
    console.error([say(both('配置文件有误：', 'The configuration is not right:')), ...config.error].join('\n'))
    return BAD_USE
  }
  const { store, erasure } = config.value
  const why = await whyNotOwner(store.folder)
  if (why !== null) return refuse(say(why), COULD_NOT)
  const [folder = ''] = positionals
  try {
    const restored = await restore(isAbsolute(folder) ? folder : resolve(folder), {
      ...{ clock: systemClock, steps: MIGRATIONS, store, alsoJournalTo: erasure.alsoJournalTo },
      ...{ fingerprint: texts.fingerprint ?? null, withoutJournal: flags.includes('without-journal') },
      progress: line => void process.stderr.write(`${line}\n`),
    })
    if (!restored.ok) return refuse(whyRefused(restored.error, say), COULD_NOT)
    console.log(told(restored.value, say))
    return 0
  } catch (error) {
    if (error instanceof StartRefused) return refuse(error.message, COULD_NOT)
    const reason = error instanceof Error ? error.message : ''
    return refuse(
      say(
        both(
          `没有恢复：${reason}。排除原因后，再给一次同样的命令。`,
          `Nothing is brought back: ${reason}. Remove the reason, then give the same command once more.`,
        ),
      ),
      COULD_NOT,
    )
  }
}

function told({ manifest, fingerprint, erasedAgain }: Restored, say: Say): string {
  const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0)
  return say(
    both(
      `已恢复 ${manifest.madeAt} 的备份：${rows} 行、${manifest.files.count} 个文件；服务器密钥指纹 ${fingerprint}。\n启动服务器时先再执行 ${erasedAgain} 次删除。所有人都要重新登录；请核对工作人员名单和没有发出的信件。`,
      `The backup of ${manifest.madeAt} is back: ${rows} rows, ${manifest.files.count} files; fingerprint of the server's key ${fingerprint}.\nAt its start the server first carries out ${erasedAgain} erasings once more. Everybody logs in anew; look at the list of staff, and at letters that had not been sent.`,
    ),
  )
}

function whyRefused(refusal: RestoreRefusal, say: Say): string {
  switch (refusal.why) {
    case 'not-whole':
      return [say(both('这份备份不完好：', 'This backup is not whole:')), ...refusal.wrong].join('\n')
    case 'of-another':
      return say(
        both(
          `这份备份由另一把密钥签名：${refusal.fingerprint}`,
          `Another key has signed this backup: ${refusal.fingerprint}`,
        ),
      )
    case 'newer-program':
      return say(both('这份备份来自别的或更新的程序版本。', 'This backup is of another or a newer program.'))
    case 'not-empty':
      return say(
        both(
          `${refusal.what} 里已有数据：只恢复到空的位置。`,
          `There is something at ${refusal.what}: a backup is brought back into an empty place alone.`,
        ),
      )
    case 'journal':
      return [
        say(
          both(
            '没有能说明备份之后谁被删除的删除日志，恢复会让已删除的人回来：',
            'No journal says who was erased after this backup; who was would come back with it:',
          ),
        ),
        ...Object.entries(refusal.trouble).map(([file, trouble]) => `${file}: ${say(TROUBLE[trouble])}`),
        say(
          both(
            '把日志放回原处；确实没有的，加 --without-journal。',
            'Put it back in its place; where there is none, add --without-journal.',
          ),
        ),
      ].join('\n')
  }
}

const TROUBLE = {
  missing: both('不存在', 'it is not there'),
  damaged: both('损坏，或属于另一台服务器', 'it is damaged, or another server’s'),
  'began-later': both('在备份之后才开始', 'it began after the backup'),
  incomplete: both('缺少备份时已有的记录', 'it lacks what it had when the backup was made'),
} as const
