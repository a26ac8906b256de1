import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { wholeNumber } from '../../src/plain-number.ts'
import { endForPort } from '../own-port.ts'
import { startGateway } from './gateway.ts'
import { type GatewayConfigInput, gatewayConfigSchema } from './gateway-config.ts'
import { initGateway } from './init-gateway.ts'

const USAGE = 'usage: main.ts --config FILE.json [--port N]   or   main.ts --init DIR\n'

const { values } = parseArgs({
  options: { config: { type: 'string' }, port: { type: 'string' }, init: { type: 'string' } },
})
const port = values.port === undefined ? undefined : wholeNumber(values.port, 0, 65_535)

if (values.init !== undefined) {
  process.stdout.write(`${JSON.stringify(initGateway(values.init))}\n`)
} else if (values.config !== undefined && port !== null) {
  const read: unknown = JSON.parse(readFileSync(values.config, 'utf8'))
  const config: GatewayConfigInput = gatewayConfigSchema.parse(read)
  await run(port === undefined ? config : { ...config, port }).catch(endForPort)
} else {
  process.stderr.write(USAGE)
  process.exitCode = 2
}

async function run(config: GatewayConfigInput): Promise<void> {
  const gateway = await startGateway(config)
  const stop = () => void gateway.close().then(() => process.exit(0))
  process.once('SIGTERM', stop)
  process.once('SIGINT', stop)
  process.stdout.write(`${JSON.stringify({ listening: gateway.port })}\n`)
}
