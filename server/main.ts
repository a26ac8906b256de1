import { parseArgs } from 'node:util'
import { systemClock } from '../native/system-clock.ts'
import { startServer } from './compose.ts'
import { readServerConfig } from './ground/config/read-server-config.ts'
import { createServerLog } from './ground/log.ts'
import { StartRefused } from './ground/start-refused.ts'
import { ROOMS } from './rooms.ts'

const USAGE = `node server/main.ts --config FILE [--enrolment-code NAME]

  --config FILE          the server's configuration, YAML
  --enrolment-code NAME  makes a one-time code for a terminal of that name at start, and prints it

Prints one line of JSON when it is ready: {"listening":PORT}. Ends cleanly on SIGTERM.
`
const BAD_USE = 2

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { config: { type: 'string' }, 'enrolment-code': { type: 'string' } } })
  if (values.config === undefined) {
    process.stderr.write(USAGE)
    process.exitCode = BAD_USE
    return
  }
  const config = await readServerConfig(ROOMS, values.config)
  if (!config.ok) {
    process.stderr.write(`${config.error.join('\n')}\n`)
    process.exitCode = BAD_USE
    return
  }
  const log = createServerLog(config.value.log.level)
  const server = await startServer(config.value, { clock: systemClock, log }).catch((error: unknown) => {
    if (error instanceof StartRefused) return error
    throw error
  })
  if (server instanceof StartRefused) {
    process.stderr.write(`${server.message.trimEnd()}\n`)
    process.exitCode = BAD_USE
    return
  }

  // Before it says that it is ready: who has heard that may end it.
  let isClosing = false
  const end = () => {
    if (isClosing) return
    isClosing = true
    server.close().then(
      () => process.exit(0),
      error => {
        log.fatal(error, 'the server did not end cleanly')
        process.exit(1)
      },
    )
  }
  process.on('SIGTERM', end)
  process.on('SIGINT', end)

  const name = values['enrolment-code']
  const both = (text: string) => ({ zh: text, en: text })
  const made =
    name === undefined ? null : await server.doors.terminals.createEnrolmentCode({ name: both(name), place: both('') })
  const enrolment = made && { enrolmentCode: made.code, enrolmentCodeExpiresAt: made.expiresAt }
  process.stdout.write(`${JSON.stringify({ listening: server.port, ...enrolment })}\n`)
}

await main()
