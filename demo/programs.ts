import { join } from 'node:path'
import { type Program, type ProgramOptions, startProgram } from './child.ts'

/** The programs of one demo, which begin and end together. */
export interface Programs {
  /** Starts one and waits until it is ready. Rejects when it does not get ready, and when `end` was called before. */
  run(
    name: string,
    entry: string,
    args: readonly string[],
    more?: Pick<ProgramOptions, 'onLine' | 'env'>,
  ): Promise<Program>
  /** Ends all in the reverse of the order in which they began. One that is still starting is not waited for. */
  end(): Promise<void>
}

export interface ProgramsOptions {
  readonly logFolder: string
  /** A program that was ready has ended unasked. */
  onEnd(name: string, code: number | null, logFile: string, words: readonly string[]): void
}

export function createPrograms({ logFolder, onEnd }: ProgramsOptions): Programs {
  const begun: Promise<Program>[] = []
  const ending = new AbortController()
  return {
    run: async (name, entry, args, more) => {
      if (ending.signal.aborted) throw new Error(`${name} is not started: the demo is ending`)
      const logFile = join(logFolder, `${name}.log`)
      const program = startProgram({
        ...{ name, entry, args, logFile, signal: ending.signal, ...more },
        onEnd: (_, code, words) => onEnd(name, code, logFile, words),
      })
      begun.push(program)
      return program
    },
    end: async () => {
      ending.abort()
      for (let last = begun.pop(); last; last = begun.pop()) {
        // One that never got ready has ended by now.
        const program = await last.catch(() => null)
        await program?.stop()
      }
    },
  }
}
