import { resolve } from 'node:path'
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
  const wanted = command.positionals ?? []
  const words = wanted.length === 0 ? [...args] : idsLast(args, name => options[name]?.type === 'string')
  const parsed = parseWords(() => parseArgs({ args: words, allowPositionals: true, options }))
  if (!parsed.ok) return parsed
  const { positionals } = parsed.value
  const values: Readonly<Record<string, unknown>> = parsed.value.values
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
    texts: { ...given('text'), ...pathsOf(given('path')) },
    flags: declared.flatMap(([name, { kind }]) => (kind === 'flag' && values[name] === true ? [name] : [])),
    filesToRead: given('file-to-read'),
    filesToWrite: given('file-to-write'),
  })
}

const pathsOf = (given: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(given).map(([name, path]) => [name, resolve(path)]))

/**
 * Brings what is no option behind a `--`. No option of the house is a single letter, and the id of a terminal may well begin with a dash:
 * it is an id and no option.
 */
function idsLast(args: readonly string[], takesValue: (name: string) => boolean): string[] {
  const end = args.includes('--') ? args.indexOf('--') : args.length
  const [options, ids]: [string[], string[]] = [[], []]
  for (let at = 0; at < end; at++) {
    const word = args[at] ?? ''
    if (!word.startsWith('-') || /^-[^-]./.test(word)) ids.push(word)
    else if (takesValue(word.slice(2)) && at + 1 < end) options.push(word, args[++at] ?? '')
    else options.push(word)
  }
  // Nothing else is moved: what is wrong in other words is found in them as they were said.
  return ids.some(id => id.startsWith('-')) ? [...options, '--', ...ids, ...args.slice(end + 1)] : [...args]
}

/** What a room is told: contents in the place of names, for its machine or folder may be another one. */
export function saidOf(spoken: Spoken, contents: Readonly<Record<string, string>>): Said {
  return {
    positionals: spoken.positionals,
    texts: { ...spoken.texts, ...contents },
    flags: [...spoken.flags, ...Object.keys(spoken.filesToWrite)],
  }
}
