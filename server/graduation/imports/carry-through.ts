import type { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { type Bilingual, both } from '../../../src/contract/texts.ts'
import { type CommandAnswer, type CommandRun, refused, type Said } from '../../ground/commands/command.ts'
import { type StaffLanguage, sayIn } from '../../ground/commands/language.ts'
import { findImport, type ImportParts, type ImportRow } from './import-rows.ts'
import { type WorkEnd, workOnImport } from './work-on-import.ts'

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

const UNREADABLE = both('文件读不出来', 'the file cannot be read')

/** What is under way, for lines of progress. */
const STATE_PROGRESS: Readonly<Record<ImportRow['state'], Bilingual>> = {
  arriving: both('读入', 'read in:'),
  'to-check': both('已试算：', 'looked through:'),
  checked: both('已试算：', 'looked through:'),
  'to-take': both('正在核对试算结果', 'comparing with the trial'),
  taking: both('已导入：', 'carried out:'),
  taken: both('已导入：', 'carried out:'),
  refused: both('读不出来', 'cannot be read'),
}

/** How an import of a kind is told. */
export interface ImportWords {
  say(row: ImportRow, language: StaffLanguage): { readonly text: string }
  report(db: ImportParts['db'], importId: string, language: StaffLanguage): Readable
  readonly refusals: Readonly<Record<string, Bilingual>>
}

/** Looks an import through and, unless a trial was asked for, carries it out as that said. */
export async function carryThrough(
  parts: ImportParts,
  row: ImportRow,
  words: ImportWords,
  said: Said,
  run: CommandRun,
): Promise<CommandAnswer> {
  const { db } = parts
  const { language = 'en' } = run
  const say = sayIn(language)
  const by = run.givenBy ?? ''
  const importId = row.import_id
  const work = () =>
    workOnImport(parts, importId, {
      signal: run.signal,
      progress: (state, rows) => run.progress(`${say(STATE_PROGRESS[state])} ${rows}`),
    })
  const answer = async (now: ImportRow, exit: 0 | 1, message?: Bilingual): Promise<CommandAnswer> => ({
    exit,
    ...(said.flags.includes('json')
      ? { value: { importId, ...words.say(now, language) } }
      : { text: words.say(now, language).text }),
    ...(message && { message: say(message) }),
    ...(said.flags.includes('report') && {
      files: { report: await text(words.report(db, importId, language)) },
    }),
  })
  const present = async () => (await findImport(db, importId)) ?? row

  // What stands may have changed since it was looked through: it is looked through again before anybody decides by it.
  if (row.state === 'checked')
    await db
      .updateTable('graduation_import')
      .set({ state: 'to-check' })
      .where('import_id', '=', importId)
      .where('state', '=', 'checked')
      .execute()
  const looked = await work()
  if (looked !== 'over') return { exit: 1, message: say(NOT_OVER[looked]) }
  const checked = await present()
  if (checked.state === 'refused') return refused(say(words.refusals[checked.refusal ?? ''] ?? UNREADABLE))
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
