import { parseArgs } from 'node:util'
import { systemClock } from '../native/system-clock.ts'
import { startServer } from './compose.ts'
import { configOfFile } from './ground/config/config-of-file.ts'
import { createServerLog } from './ground/log.ts'
import { openIssuer, openSeal } from './issuing/documents-config.ts'
import { MerchantMissing } from './orders/require-merchants.ts'
import { openMerchants } from './payments/payment-config.ts'
import { openProofs } from './signing/open-proofs.ts'

const USAGE = `node server/main.ts --config FILE [--enrolment-code NAME]

  --config FILE          the server's configuration, YAML
  --enrolment-code NAME  makes a one-time code for a terminal of that name at start, and prints it

Prints one line of JSON when it is ready: {"listening":PORT}. Ends cleanly on SIGTERM.
`
const BAD_USE = 2
/** A bought seal takes weeks to renew. */
const SEAL_WARNING_MS = 60 * 24 * 3_600_000

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { config: { type: 'string' }, 'enrolment-code': { type: 'string' } } })
  if (values.config === undefined) {
    process.stderr.write(USAGE)
    process.exitCode = BAD_USE
    return
  }
  const read = await configOfFile(values.config)
  if (!read.ok) {
    process.stderr.write(`${read.error.join('\n')}\n`)
    process.exitCode = BAD_USE
    return
  }
  const config = read.value
  const clock = systemClock
  const log = createServerLog(config.log.level)
  const merchants = openMerchants(config, clock)
  const { name, timeZone } = config.university
  const issuer = await openIssuer(config.documents, { name, timeZone, publicBaseUrl: config.publicBaseUrl }, clock)
  const { signer, usableUntilMs } = await openSeal(config.documents.seal, name.zh, clock)
  if (usableUntilMs - clock.now() < SEAL_WARNING_MS) {
    log.warn({ usableUntil: new Date(usableUntilMs).toISOString() }, 'the seal runs out soon')
  }
  const proofs = await openProofs(config.documents, issuer.anchorsPem, clock)
  const server = await startServer(config, {
    ...{ clock, log, merchants, issuer, signer, renderWorkers: config.documents.workers },
    ...(proofs && { proofs }),
  }).catch((error: unknown) => {
    if (error instanceof MerchantMissing) return error
    throw error
  })
  if (server instanceof MerchantMissing) {
    process.stderr.write(server.message)
    process.exitCode = BAD_USE
    return
  }

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
