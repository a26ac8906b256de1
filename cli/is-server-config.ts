import { readFileSync } from 'node:fs'
import { parse } from 'yaml'

/** Whether a configuration is a server's and not a terminal's: a server listens. What can't be read is left to whoever reads it in full. */
export function isServerConfig(file: string): boolean {
  try {
    const value: unknown = parse(readFileSync(file, 'utf8'))
    return typeof value === 'object' && value !== null && 'listen' in value
  } catch {
    return false
  }
}
