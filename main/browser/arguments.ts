import { parseArgs } from 'node:util'
import { wholeNumber } from '../../src/plain-number.ts'
import { err, ok, type Result } from '../../src/result.ts'

export interface BrowserShellArguments {
  /** The terminal's configuration file; the station reads it. */
  readonly config: string
  /** Nothing is started: the policies that bind a browser to this port are printed, for whoever may put them into force. */
  readonly policies: boolean
  /** No Chromium: the address is printed for whoever wants to open it. */
  readonly headless: boolean
  /** A window in place of the full screen, for development. */
  readonly windowed: boolean
  /** The first port to try; 0 for any. */
  readonly port: number
  /** The station's entry, where it is not the product's. */
  readonly station: string | undefined
  /** The folder of the built page, where it is not the product's. */
  readonly site: string | undefined
}

export const USAGE =
  'usage: browser --config FILE [--headless | --windowed] [--port N] [--station FILE] [--site FOLDER]\n       browser --policies --port N'

/** The shell's arguments, or what is wrong with them. */
export function browserShellArguments(args: readonly string[]): Result<BrowserShellArguments, string> {
  const parsed = parsedOptions(args)
  if (!parsed.ok) return parsed
  const { config = '', policies, headless, windowed, port, station, site } = parsed.value
  if (!config && !policies) return err('--config FILE is missing')
  const portNumber = wholeNumber(port, 0, 65_535)
  if (portNumber === null) return err(`--port ${port} is no port`)
  if (policies && portNumber === 0) return err('--policies holds for one port: --port N is missing')
  return ok({ config, policies, headless, windowed, port: portNumber, station, site })
}

function parsedOptions(args: readonly string[]) {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        config: { type: 'string' },
        policies: { type: 'boolean', default: false },
        headless: { type: 'boolean', default: false },
        windowed: { type: 'boolean', default: false },
        port: { type: 'string', default: '0' },
        station: { type: 'string' },
        site: { type: 'string' },
      },
    })
    return ok(values)
  } catch (error) {
    return err(error instanceof Error ? error.message : 'unreadable arguments')
  }
}
