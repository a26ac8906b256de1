import { readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { describeConfigFault, readConfig } from '../../src/config-file.ts'
import { err, ok, type Result } from '../../src/result.ts'
import { type TerminalConfig, terminalConfigSchema } from './config.ts'

/** A terminal's configuration with what its files hold; every path is whole. */
export interface StationFiles {
  readonly config: TerminalConfig
  readonly dataDir: string
  readonly logFile: string | null
  /** PEM of `server.caFile`; null where none is named. */
  readonly caPem: string | null
  /** PEM of `server.anchorsFile`; null where none is named. */
  readonly anchorsPem: string | null
}

const SAYINGS: Readonly<Record<string, string>> = {
  ENOENT: 'does not exist',
  EISDIR: 'is a folder',
  EACCES: 'may not be read by this user',
}

/** Reads a terminal's configuration and the files that it names. The error says, a line each, what is wrong and where. */
export function readStationFiles(file: string): Result<StationFiles, string> {
  const text = readText(file)
  if (!text.ok) return text
  const read = readConfig(text.value, file, terminalConfigSchema)
  if (!read.ok) return err(read.error.map(describeConfigFault).join('\n'))
  const config = read.value
  const whole = (path: string) => resolve(dirname(file), path)
  const named = (setting: 'caFile' | 'anchorsFile'): Result<string | null, string> => {
    const path = config.server[setting]
    if (path === undefined) return ok(null)
    const found = readText(whole(path))
    return found.ok ? found : err(`server.${setting}: ${found.error}`)
  }
  const caPem = named('caFile')
  if (!caPem.ok) return caPem
  const anchorsPem = named('anchorsFile')
  if (!anchorsPem.ok) return anchorsPem
  const { file: logFile } = config.log
  return ok({
    ...{ config, dataDir: whole(config.dataDir), logFile: logFile && whole(logFile) },
    ...{ caPem: caPem.value, anchorsPem: anchorsPem.value },
  })
}

function readText(file: string): Result<string, string> {
  try {
    return ok(readFileSync(file, 'utf8'))
  } catch (error) {
    const code = String((error as NodeJS.ErrnoException).code)
    return err(`${file} ${SAYINGS[code] ?? `can't be read (${code})`}`)
  }
}
