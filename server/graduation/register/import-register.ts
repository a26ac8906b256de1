import { text } from 'node:stream/consumers'
import { type Bilingual, both } from '../../../src/contract/texts.ts'
import { type CommandAnswer, type CommandRun, refused, type Said } from '../../ground/commands/command.ts'
import { sayIn } from '../../ground/commands/language.ts'
import { type BringRefusal, bringFile } from '../imports/bring-file.ts'
import { findImport, type ImportParts, type ImportRow } from '../imports/import-rows.ts'
import { type WorkEnd, workOnImport } from '../imports/work-on-import.ts'
import { REFUSAL_WORDS, registerReport, STATE_PROGRESS, sayImport } from './say-register.ts'

const WHY_NOT: Readonly<Record<BringRefusal, Bilingual>> = {
  'not-there': both(
    '--from：没有这个文件，或服务器读不到',
    '--from: there is no such file, or the server cannot read it',
  ),
  empty: both('--from：文件是空的', '--from: the file is empty'),
  'too-large': both('--from：文件超过 128 MB', '--from: the file has more than 128 MB'),
}
const NOT_OVER: Readonly<Record<Exclude<WorkEnd, 'over'>, Bilingual>> = {
  busy: both(
    '另一份名册正在处理，或开始了还没有结束；等它结束，或把它的命令再给一次',
    'another register is under way, or was begun and is not over: wait for it, or give its command again',
  ),
  stopped: both(
    '中途停下了；同样的命令再给一次就接着做',
    'it was stopped in the middle; the same command again goes on with it',
  ),
}
const HAS_ERRORS = both(
  '有错误的行，什么都没有做；改好文件，或写 --good-rows 略去它们',
  'rows are wrong, and nothing was done: mend the file, or say --good-rows to leave them out',
)
const HAS_CHANGED = both(
  '要做的事与先前报告的已不同，什么都没有做，已重新试算；看过报告后再给一次命令',
  'what it would do had become another thing, so nothing was done and the trial was made anew: look at it and give the command again',
)

/** Brings a register in and looks it through; then, unless a trial was asked for, carries it out as that said. */
export async function importRegister(parts: ImportParts, said: Said, run: CommandRun): Promise<CommandAnswer> {
  const { db } = parts
  const say = sayIn(run.language)
  const { from = '' } = said.texts
  const by = run.givenBy ?? ''
  const brought = await bringFile(parts, from, { by, isAgain: said.flags.includes('again') })
  if (!brought.ok) return refused(say(WHY_NOT[brought.error]))
  const importId = brought.value.import_id
  const work = () =>
    workOnImport(parts, importId, {
      signal: run.signal,
      progress: (state, rows) => run.progress(`${say(STATE_PROGRESS[state])} ${rows}`),
    })
  const answer = async (row: ImportRow, exit: 0 | 1, message?: Bilingual): Promise<CommandAnswer> => ({
    exit,
    ...(said.flags.includes('json')
      ? { value: { importId, ...sayImport(row) } }
      : { text: sayImport(row, run.language).text }),
    ...(message && { message: say(message) }),
    ...(said.flags.includes('report') && {
      files: { report: await text(registerReport(db, importId, run.language ?? 'en')) },
    }),
  })
  const present = async () => (await findImport(db, importId)) ?? brought.value

  // What stands may have changed since it was looked through: it is looked through again before anybody decides by it.
  if (brought.value.state === 'checked')
    await db
      .updateTable('graduation_import')
      .set({ state: 'to-check' })
      .where('import_id', '=', importId)
      .where('state', '=', 'checked')
      .execute()
  const looked = await work()
  if (looked !== 'over') return { exit: 1, message: say(NOT_OVER[looked]) }
  const checked = await present()
  if (checked.state === 'refused')
    return refused(say(REFUSAL_WORDS[checked.refusal ?? ''] ?? REFUSAL_WORDS.broken ?? HAS_ERRORS))
  if (checked.state === 'taken' || said.flags.includes('trial')) return answer(checked, 0)
  if (checked.rows_bad > 0 && !said.flags.includes('good-rows')) return answer(checked, 1, HAS_ERRORS)
  await db
    .updateTable('graduation_import')
    .set({ state: 'to-take', taken_by: by })
    .where('import_id', '=', importId)
    .where('state', '=', 'checked')
    .execute()
  const taken = await work()
  if (taken !== 'over') return { exit: 1, message: say(NOT_OVER[taken]) }
  const over = await present()
  return over.state === 'taken' ? answer(over, 0) : answer(over, 1, HAS_CHANGED)
}
