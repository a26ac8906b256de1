import { parseArgs } from 'node:util'
import { closeToOthers, keepFilesOwn } from '../native/own-files.ts'
import { systemClock } from '../native/system-clock.ts'
import { startServer } from './compose.ts'
import { readServerConfig } from './ground/config/read-server-config.ts'
import { proxyWarnings } from './ground/http/proxy-warnings.ts'
import { createServerLog } from './ground/log.ts'
import { StartRefused } from './ground/start-refused.ts'
import { ROOMS } from './rooms.ts'
import { whatIsWrongWith } from './terminals/terminals.ts'

const USAGE = `node server/main.ts --config FILE [--enrolment-code NAME]

  --config FILE          the server's configuration, YAML
  --enrolment-code NAME  makes a one-time code for a terminal of that name at start, and prints it

Prints one line of JSON when it is ready: {"listening":PORT}, with "firstStaffCode" while there is no
administrator, and with "warnings" where something is not as it should be.
Ends cleanly on SIGTERM.
`
const BAD_USE = 2

/** A terminal of a name, wherever it will stand. */
const placeOf = (name: string) => ({ name: { zh: name, en: name }, place: { zh: '', en: '' } })

/** What the command line says; otherwise what is wrong with it. */
function wordsOf(args: string[]): { config: string; enrolmentCode: string | undefined } | 'help' | { wrong: string } {
  const text = { type: 'string' } as const
  const options = { config: text, 'enrolment-code': text, help: { type: 'boolean', short: 'h' } } as const
  try {
    const { values } = parseArgs({ args, options })
    if (values.help) return 'help'
    if (values.config === undefined) return { wrong: '--config FILE is missing' }
    const name = values['enrolment-code']
    const wrong = name === undefined ? null : whatIsWrongWith(placeOf(name))
    return wrong === null ? { config: values.config, enrolmentCode: name } : { wrong: wrong.en }
  } catch (error) {
    if (!(error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS'))) throw error
    // The first sentence; further ones tell how to pass what would be refused, too.
    return { wrong: error.message.split(/[.\n]/)[0] ?? '' }
  }
}

async function main(): Promise<void> {
  const words = wordsOf(process.argv.slice(2))
  if (words === 'help') {
    process.stdout.write(USAGE)
    return
  }
  if ('wrong' in words) {
    process.stderr.write(`${words.wrong}; say --help for its use\n`)
    process.exitCode = BAD_USE
    return
  }
  const config = await readServerConfig(ROOMS, words.config)
  if (!config.ok) {
    process.stderr.write(`${config.error.join('\n')}\n`)
    process.exitCode = BAD_USE
    return
  }
  keepFilesOwn()
  closeToOthers(config.value.store.folder)
  const log = createServerLog(config.value.log.level)
  const starting = startServer(config.value, { clock: systemClock, log }).catch((error: unknown) => {
    if (error instanceof StartRefused) return error
    throw error
  })

  // From the start on: what it has opened by then is closed too, the embedded database above all.
  let isClosing = false
  const end = () => {
    if (isClosing) return
    isClosing = true
    starting
      .then(server => (server instanceof StartRefused ? undefined : server.close().then(() => process.exit(0))))
      .catch(error => {
        log.fatal(error, 'the server did not end cleanly')
        process.exit(1)
      })
  }
  process.on('SIGTERM', end)
  process.on('SIGINT', end)

  const server = await starting
  if (server instanceof StartRefused) {
    process.stderr.write(`${server.message.trimEnd()}\n`)
    process.exitCode = BAD_USE
    return
  }
  if (isClosing) return

  const name = words.enrolmentCode
  const made = name === undefined ? null : await server.doors.terminals.createEnrolmentCode(placeOf(name))
  const enrolment = made && { enrolmentCode: made.text, enrolmentCodeExpiresAt: made.expiresAt }
  const first = await server.doors.staff.firstCode()
  const staff = first && { firstStaffCode: first.code, firstStaffCodeExpiresAt: first.expiresAt }
  const warnings = proxyWarnings(config.value.listen, config.value.publicBaseUrl).map(({ en }) => en)
  const warned = warnings.length > 0 && { warnings }
  process.stdout.write(`${JSON.stringify({ listening: server.port, ...enrolment, ...staff, ...warned })}\n`)
}

await main()
