import { type CommandAnswer, type CommandRun, refused, type Said } from '../../ground/commands/command.ts'
import { sayIn } from '../../ground/commands/language.ts'
import { carryThrough } from '../imports/carry-through.ts'
import type { ImportParts } from '../imports/import-rows.ts'
import { bringPhotos } from './bring-photos.ts'
import { PhotoSourceProblem } from './photo-file.ts'
import { PHOTO_REFUSAL_WORDS, photoReport, sayPhotos } from './say-photos.ts'

/** Looks photographs through; then, unless a trial was asked for, carries them out as that said. */
export async function importPhotos(parts: ImportParts, said: Said, run: CommandRun): Promise<CommandAnswer> {
  const wish = {
    ...{ place: said.texts.from ?? '', by: run.givenBy ?? '', isAgain: said.flags.includes('again') },
    kind: said.flags.includes('admission') ? ('admission' as const) : ('graduation' as const),
  }
  try {
    const row = await bringPhotos(parts, wish)
    return await carryThrough(
      parts,
      row,
      { say: sayPhotos, report: photoReport, refusals: PHOTO_REFUSAL_WORDS },
      said,
      run,
    )
  } catch (error) {
    if (error instanceof PhotoSourceProblem) return refused(sayIn(run.language)(PHOTO_REFUSAL_WORDS[error.refusal]))
    throw error
  }
}
