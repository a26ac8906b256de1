import { type Bilingual, both } from '../../../src/contract/texts.ts'
import { type CommandAnswer, type CommandRun, refused, type Said } from '../../ground/commands/command.ts'
import { sayIn } from '../../ground/commands/language.ts'
import { type BringRefusal, bringFile } from '../imports/bring-file.ts'
import { carryThrough } from '../imports/carry-through.ts'
import type { ImportParts } from '../imports/import-rows.ts'
import { REFUSAL_WORDS, registerReport, sayImport } from './say-register.ts'

const WHY_NOT: Readonly<Record<BringRefusal, Bilingual>> = {
  'not-there': both(
    '--from：没有这个文件，或服务器读不到',
    '--from: there is no such file, or the server cannot read it',
  ),
  empty: both('--from：文件是空的', '--from: the file is empty'),
  'too-large': both('--from：文件超过 128 MB', '--from: the file has more than 128 MB'),
}
/** Brings a register in and looks it through; then, unless a trial was asked for, carries it out as that said. */
export async function importRegister(parts: ImportParts, said: Said, run: CommandRun): Promise<CommandAnswer> {
  const say = sayIn(run.language)
  const wish = { by: run.givenBy ?? '', isAgain: said.flags.includes('again') }
  const brought = await bringFile(parts, said.texts.from ?? '', wish)
  if (!brought.ok) return refused(say(WHY_NOT[brought.error]))
  return carryThrough(
    parts,
    brought.value,
    { say: sayImport, report: registerReport, refusals: REFUSAL_WORDS },
    said,
    run,
  )
}
