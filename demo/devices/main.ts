import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { systemClock } from '../../native/system-clock.ts'
import { endForPort } from '../own-port.ts'
import { type DevicesConfig, devicesConfigSchema } from './devices-config.ts'
import { runDevices } from './run-devices.ts'

const USAGE = 'usage: main.ts --config FILE.json\n'

const { values } = parseArgs({ options: { config: { type: 'string' } } })

if (values.config === undefined) {
  process.stderr.write(USAGE)
  process.exitCode = 2
} else {
  const config = devicesConfigSchema.safeParse(JSON.parse(readFileSync(values.config, 'utf8')))
  if (config.success) await run(config.data).catch(endForPort)
  else {
    process.stderr.write(`${values.config}:\n${z.prettifyError(config.error)}\n`)
    process.exitCode = 2
  }
}

async function run(config: DevicesConfig): Promise<void> {
  const running = await runDevices(config, {
    clock: systemClock,
    builtDock: fileURLToPath(new URL('../../dist/renderer/dev-dock', import.meta.url)),
  })
  const stop = () => void running.close().then(() => process.exit(0))
  process.once('SIGTERM', stop)
  process.once('SIGINT', stop)
  process.stdout.write(`${JSON.stringify({ listening: running.listening })}\n`)
}
