import { parseArgs } from 'node:util'
import { type Bilingual, both } from '../../../src/contract/texts.ts'
import { err, ok, type Result } from '../../../src/result.ts'
import type { Command, Said } from './command.ts'
import { parseWords } from './parse-words.ts'

/** What was said with a command, its files named and not yet read. */
export interface Spoken {
  readonly positionals: readonly string[]
  readonly texts: Readonly<Record<string, string>>
  readonly flags: readonly string[]
  /** Names of files, by the names of their options. */
  readonly filesToRead: Readonly<Record<string, string>>
  readonly filesToWrite: Readonly<Record<string, string>>
}

/** Reads the words behind a verb by its declaration. The error is a sentence. */
export function readSpoken(
  command: Pick<Command, 'positionals' | 'options'>,
  args: readonly string[],
): Result<Spoken, Bilingual> {
  const declared = Object.entries(command.options ?? {})
  const options = Object.fromEntries(
    declared.map(([name, { kind }]) => [name, { type: kind === 'flag' ? 'boolean' : 'string' } as const]),
  )
  const parsed = parseWords(() => parseArgs({ args: [...args], allowPositionals: true, options }))
  if (!parsed.ok) return parsed
  const { positionals } = parsed.value
  const values: Readonly<Record<string, unknown>> = parsed.value.values
  const wanted = command.positionals ?? []
  if (positionals.length !== wanted.length) {
    const [first = ''] = positionals
    return err(
      wanted.length === 0
        ? both(`多写了“${first}”`, `"${first}" is too much`)
        : both(`后面要写 ${wanted.join(' 和 ')}`, `it takes ${wanted.join(' and ')}`),
    )
  }
  const missing = declared.find(([name, { isNeeded }]) => isNeeded && values[name] === undefined)
  if (missing)
    return err(both(`缺 --${missing[0]}（${missing[1].what.zh}）`, `--${missing[0]} is missing: ${missing[1].what.en}`))
  const given = (kind: string) =>
    Object.fromEntries(
      declared.flatMap(([name, one]) => {
        const value = values[name]
        return one.kind === kind && typeof value === 'string' ? [[name, value]] : []
      }),
    )
  return ok({
    positionals,
    texts: given('text'),
    flags: declared.flatMap(([name, { kind }]) => (kind === 'flag' && values[name] === true ? [name] : [])),
    filesToRead: given('file-to-read'),
    filesToWrite: given('file-to-write'),
  })
}

/** What a room is told: contents in the place of names, for its machine or folder may be another one. */
export function saidOf(spoken: Spoken, contents: Readonly<Record<string, string>>): Said {
  return {
    positionals: spoken.positionals,
    texts: { ...spoken.texts, ...contents },
    flags: [...spoken.flags, ...Object.keys(spoken.filesToWrite)],
  }
}
