import { parseArgs } from 'node:util'
import { err, ok, type Result } from '../../../src/result.ts'
import type { Command, Said } from './command.ts'

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
export function readSpoken(command: Command, args: readonly string[]): Result<Spoken, string> {
  const declared = Object.entries(command.options ?? {})
  const options = Object.fromEntries(
    declared.map(([name, { kind }]) => [name, { type: kind === 'flag' ? 'boolean' : 'string' } as const]),
  )
  let parsed: { values: Record<string, unknown>; positionals: string[] }
  try {
    parsed = parseArgs({ args: [...args], allowPositionals: true, options })
  } catch (error) {
    return err(error instanceof Error ? error.message : 'wrong use')
  }
  const { values, positionals } = parsed
  const wanted = command.positionals ?? []
  if (positionals.length !== wanted.length) {
    return err(wanted.length === 0 ? `"${positionals[0]}" is too much` : `it takes ${wanted.join(' and ')}`)
  }
  const missing = declared.find(([name, { isNeeded }]) => isNeeded && values[name] === undefined)
  if (missing) return err(`--${missing[0]} is missing`)
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
