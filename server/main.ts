import { readFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { systemClock } from '../native/system-clock.ts'
import { describeConfigFault, readConfig } from '../src/config-file.ts'
import { startServer } from './compose.ts'
import { serverConfigSchema } from './config.ts'
import { documentsConfigSchema, openIssuer } from './documents-config.ts'
import { createServerLog } from './log.ts'
import { openPayments, paymentConfigSchema } from './payment-config.ts'

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
  const file = resolve(values.config)
  const at = (path: string) => resolve(dirname(file), path)
  const schema = serverConfigSchema({ payment: paymentConfigSchema(at), documents: documentsConfigSchema(at) })
  const read = readConfig(await readFile(file, 'utf8'), values.config, schema)
  if (!read.ok) {
    process.stderr.write(`${read.error.map(describeConfigFault).join('\n')}\n`)
    process.exitCode = BAD_USE
    return
  }
  const config = {
    ...read.value,
    store: {
      folder: at(read.value.store.folder),
      databaseUrl: process.env.DATABASE_URL || read.value.store.databaseUrl,
    },
    records: {
      ...read.value.records,
      setupSqlFile: read.value.records.setupSqlFile === null ? null : at(read.value.records.setupSqlFile),
    },
  }
  const clock = systemClock
  const log = createServerLog(config.log.level)
  const payments = openPayments(config.payment, clock)
  const { name, timeZone } = config.university
  const issuer = await openIssuer(config.documents, { name, timeZone, publicBaseUrl: config.publicBaseUrl }, clock)
  const server = await startServer(config, { clock, log, payments, issuer })

  const terminalName = values['enrolment-code']
  const enrolment =
    terminalName === undefined
      ? {}
      : await server
          .createEnrolmentCode({ name: { zh: terminalName, en: terminalName }, place: { zh: '', en: '' } })
          .then(({ code, expiresAt }) => ({ enrolmentCode: code, enrolmentCodeExpiresAt: expiresAt }))
  process.stdout.write(`${JSON.stringify({ listening: server.port, ...enrolment })}\n`)

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
}

await main()
