import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { endForPort } from '../own-port.ts'
import { startCampus } from './campus.ts'
import { type CampusConfigInput, campusConfigSchema } from './campus-config.ts'

const USAGE = 'usage: main.ts --config FILE.json [--port N]\n'

const { values } = parseArgs({ options: { config: { type: 'string' }, port: { type: 'string' } } })

if (values.config !== undefined) {
  const read: unknown = JSON.parse(readFileSync(values.config, 'utf8'))
  const config: CampusConfigInput = campusConfigSchema.parse(read)
  await run(values.port === undefined ? config : { ...config, port: Number(values.port) }).catch(endForPort)
} else {
  process.stderr.write(USAGE)
  process.exitCode = 2
}

async function run(config: CampusConfigInput): Promise<void> {
  const campus = await startCampus(config)
  const stop = () => void campus.close().then(() => process.exit(0))
  process.once('SIGTERM', stop)
  process.once('SIGINT', stop)
  process.stdout.write(`${JSON.stringify({ listening: campus.port })}\n`)
}
