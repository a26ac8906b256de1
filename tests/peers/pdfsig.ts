import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

/** Poppler's pdfsig, a package of Debian (poppler-utils). It judges signatures and not whom to trust: it is given no roots. */
const run = promisify(execFile)
const FILE_LIMIT_MS = 5_000

export interface PdfsigAnswer {
  /** How many signature fields it lists. */
  readonly signatures: number
  /** How many of these it calls valid. */
  readonly valid: number
  /** How many cover the whole file. */
  readonly total: number
  readonly text: string
}

export async function hasPdfsig(): Promise<boolean> {
  return run('pdfsig', ['-v']).then(
    () => true,
    () => false,
  )
}

/** What pdfsig prints of a file, counted. A file that it cannot read has no signatures. */
export async function askPdfsig(file: string): Promise<PdfsigAnswer> {
  const text = await run('pdfsig', ['-nocert', file], { timeout: FILE_LIMIT_MS, encoding: 'latin1' }).then(
    ({ stdout, stderr }) => stdout + stderr,
    (failed: { stdout?: string; stderr?: string }) => `${failed.stdout ?? ''}${failed.stderr ?? ''}`,
  )
  const count = (pattern: RegExp) => text.match(pattern)?.length ?? 0
  return {
    signatures: count(/^Signature #\d+:/gm),
    valid: count(/Signature is Valid/g),
    total: count(/Total document signed/g),
    text,
  }
}

/** Whether it calls every signature valid, and the newest one whole. */
export const pdfsigAccepts = ({ signatures, valid, total }: PdfsigAnswer): boolean =>
  signatures > 0 && valid === signatures && total > 0
