import { open, readFile, rm, stat, writeFile } from 'node:fs/promises'
import type { CommandAnswer } from '../server/ground/commands/command.ts'
import type { Say } from '../server/ground/commands/language.ts'
import type { Spoken } from '../server/ground/commands/said.ts'
import { TEXT_CHARACTERS_MAX } from '../server/ground/commands/wire.ts'
import { codeOf } from '../server/ground/expect-at-start.ts'
import { type Bilingual, both } from '../src/contract/texts.ts'
import { err, ok, type Result } from '../src/result.ts'

/** No character has more bytes. */
const BYTES_MAX = 4 * TEXT_CHARACTERS_MAX

/** The contents of the files to read, by the names of their options. The error is a sentence. */
export async function contentsOf({
  filesToRead,
}: Pick<Spoken, 'filesToRead'>): Promise<Result<Record<string, string>, Bilingual>> {
  const contents: Record<string, string> = {}
  for (const [option, file] of Object.entries(filesToRead)) {
    const bytes = await readFile(file).catch(() => null)
    if (bytes === null) return err(both(`${file} 读不到`, `${file} cannot be read`))
    if (bytes.length > BYTES_MAX)
      return err(
        both(
          `${file} 太长：最多 ${TEXT_CHARACTERS_MAX} 个字符`,
          `${file} is too long: ${TEXT_CHARACTERS_MAX} characters at most`,
        ),
      )
    const text = textOf(bytes)
    if (text === null)
      return err(
        both(
          `${file} 不是 UTF-8 编码：请另存为 UTF-8 后再给命令`,
          `${file} is not UTF-8: save it as UTF-8 and give the command again`,
        ),
      )
    contents[option] = text
  }
  return ok(contents)
}

/** What spreadsheets save in GBK would otherwise be read as names that nobody has; NUL is what UTF-16 looks like. */
function textOf(bytes: Uint8Array): string | null {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return text.includes('\0') ? null : text
  } catch {
    return null
  }
}

/** Tries the files to write before hours of work are done for them, and leaves them as they were. The error is a sentence. */
export async function areWritable({ filesToWrite }: Pick<Spoken, 'filesToWrite'>): Promise<Result<null, Bilingual>> {
  for (const name of Object.values(filesToWrite)) {
    const before = await stat(name).catch(() => null)
    // Whoever reads at the other end of a pipe would take this for the end.
    if (before && !before.isFile() && !before.isDirectory()) continue
    try {
      await (await open(name, 'a')).close()
      if (!before) await rm(name)
    } catch (error) {
      const code = codeOf(error) || 'unknown'
      return err(
        both(`${name} 写不进去（${code}）；什么都没有做`, `${name} could not be written (${code}); nothing was done`),
      )
    }
  }
  return ok(null)
}

/** Writes the files of an answer; whether all could be written. What was done stands, and giving the command again tells it again. */
export async function written(
  { files = {} }: CommandAnswer,
  { filesToWrite }: Pick<Spoken, 'filesToWrite'>,
  say: Say,
): Promise<boolean> {
  let isWhole = true
  for (const [option, text] of Object.entries(files)) {
    const name = filesToWrite[option] ?? ''
    await writeFile(name, text).catch(error => {
      isWhole = false
      const code = codeOf(error) || 'unknown'
      console.error(
        say(
          both(
            `${name} 写不进去（${code}）；请换个文件名再给一次命令`,
            `${name} could not be written (${code}); give the command again with another name`,
          ),
        ),
      )
    })
  }
  return isWhole
}
