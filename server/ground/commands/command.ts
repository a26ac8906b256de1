import type { Bilingual } from '../../../src/contract/texts.ts'
import type { ExitStatus } from './exits.ts'
import type { StaffLanguage } from './language.ts'

/**
 * What stands behind `--name` of a command. Files are read and written where the command is given, wherever it is carried out; `path` is
 * that of a file too large for that, which the server opens itself: absolute, whatever folder the command was given in.
 */
export interface CommandOption {
  readonly kind: 'text' | 'flag' | 'path' | 'file-to-read' | 'file-to-write'
  readonly what: Bilingual
  readonly isNeeded?: boolean
}

/** A command of a room, as its plan declares it. */
export interface Command {
  /** One line. */
  readonly what: Bilingual
  /** Names of what stands in the command's place and order, for example `DOCUMENT`. */
  readonly positionals?: readonly string[]
  readonly options?: Readonly<Record<string, CommandOption>>
  /** More lines for who asks for help. */
  readonly notes?: Bilingual
}

/** Commands by their verbs. */
export type CommandTable = Readonly<Record<string, Command>>

/** What was said with a command, checked by its declaration. */
export interface Said {
  readonly positionals: readonly string[]
  /** Texts of options, and the contents of files to read. */
  readonly texts: Readonly<Record<string, string>>
  /** Flags that were set, and files that are to be written. */
  readonly flags: readonly string[]
}

/** What comes of a command, in the language of whoever gave it. */
export interface CommandAnswer {
  readonly exit: ExitStatus
  /** Said as one line of JSON. */
  readonly value?: unknown
  /** What was asked for, as plain words for a person to read: on standard output. */
  readonly text?: string
  /** Said as plain words beside it, on standard error. */
  readonly message?: string
  /** Contents of files to write, by the names of their options. */
  readonly files?: Readonly<Record<string, string>>
}

export interface CommandRun {
  /** Says how far it is, a line of plain words. */
  progress(line: string): void
  /** Whoever gave the command is gone or wants it to stop. */
  readonly signal: AbortSignal
  /**
   * The user of the operating system who gave the command, as the program says in which it was given. Nobody but the server's own user
   * reaches the server; what is worth knowing is who has become that user. Absent where no program gave it.
   */
  readonly givenBy?: string
  /** In which language that person reads. Absent where no program says it: English. */
  readonly language?: StaffLanguage
}

export type CommandHandler = (said: Said, run: CommandRun) => Promise<CommandAnswer>
export type CommandHandlers<Table extends CommandTable> = { readonly [Verb in keyof Table]: CommandHandler }

export const done = (value: unknown): CommandAnswer => ({ exit: 0, value })
/** An answer that a person reads. */
export const told = (text: string): CommandAnswer => ({ exit: 0, text })
/** It can't be done, and nothing of it was. */
export const refused = (message: string): CommandAnswer => ({ exit: 3, message })
export const wrongUse = (message: string): CommandAnswer => ({ exit: 2, message })
