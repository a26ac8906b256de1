import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'
import { buildShell } from '../main/electron/build.ts'

/**
 * Runs the Electron shell for the demo, with the station as a child on this Node. Prints `{"station":"up","pid":…}` whenever the
 * station comes, as the browser shell does.
 */
const { values } = parseArgs({
  options: { config: { type: 'string' }, electron: { type: 'string' }, root: { type: 'string' } },
})
const { config, electron, root } = values
if (!config || !electron || !root)
  throw new Error('usage: electron-kiosk.ts --config FILE --electron BINARY --root DIR')

const app = join(root, 'dist', 'electron-demo')
await buildShell({ outDir: app, e2e: true })
const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : []
const child = spawn(electron, [app, ...asRoot, '--windowed', '--config', config], {
  stdio: ['ignore', 'inherit', 'pipe'],
  env: {
    ...process.env,
    YINZHENG_SITE: join(root, 'dist', 'renderer', 'kiosk'),
    YINZHENG_STATION_ENTRY: join(root, 'main', 'station', 'main.ts'),
    YINZHENG_STATION_NODE: process.execPath,
  },
})
createInterface({ input: child.stderr }).on('line', line => {
  process.stderr.write(`${line}\n`)
  const up = /^shell: station up, pid (\d+)$/.exec(line)
  if (up) process.stdout.write(`${JSON.stringify({ station: 'up', pid: Number(up[1]) })}\n`)
})
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal))
child.on('exit', code => process.exit(code ?? 1))
