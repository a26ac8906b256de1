import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pino from 'pino'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { done } from '../server/ground/commands/command.ts'
import { listenForCommands } from '../server/ground/commands/control-socket.ts'
import { withWarnings } from '../server/ground/warnings-command.ts'
import { exampleServerYaml } from '../server/rooms.ts'
import { type Bilingual, both } from '../src/contract/texts.ts'
import { isServerConfig } from './is-server-config.ts'
import { whyShutOut } from './look-at-server.ts'
import { run } from './run.ts'
import { shutOutBy } from './shut-out.ts'

const STATES = ['active', 'suspended', 'quarantined', 'retired'] as const
const TERMINALS = STATES.map(state => ({
  terminalId: `t-${state}`,
  name: both(`机 ${state}`, `Kiosk ${state}`),
  state,
}))
const ONE_ADDRESS = both('同一个地址', 'one and the same address')

let folder: string
let config: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'doctor-server-'))
  config = join(folder, 'server.yaml')
  await writeFile(
    config,
    exampleServerYaml({
      ...{ port: 0, publicBaseUrl: 'https://print.example.edu.cn', folder: 'store', setupSqlFile: null },
      ...{ demoEnrolmentCode: null, payment: '  null', documents: '  seal: { demoFolder: seal }' },
    }),
  )
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const serve = (warnings: readonly Bilingual[]) =>
  listenForCommands(
    join(folder, 'store'),
    withWarnings({ terminals: { list: async () => done({ terminals: TERMINALS }) } }, () => warnings),
    pino({ level: 'silent' }),
  )

async function doctor(): Promise<{ exit: number; lines: string[] }> {
  const lines: string[] = []
  const log = vi.spyOn(console, 'log').mockImplementation(text => void lines.push(String(text)))
  const exit = await run(['doctor', '--config', config, '--language', 'en'])
  log.mockRestore()
  return { exit, lines }
}

it('tells of a server what it warns of, and who is shut out and what to do', async () => {
  const close = await serve([ONE_ADDRESS])
  const { exit, lines } = await doctor()
  await close()
  expect(exit).toBe(1)
  expect(lines).toEqual([
    ...[`well   configuration: ${config}`, 'well   server: runs here', 'WRONG  proxy: one and the same address'],
    'well   terminals: Kiosk active is in use',
    expect.stringMatching(/^well {3}terminals: Kiosk suspended: .*terminals resume/),
    expect.stringMatching(/^WRONG {2}terminals: Kiosk quarantined: .*resume or retire/),
    expect.stringMatching(/^well {3}terminals: Kiosk retired: .*terminals code/),
  ])
})

it('says that a server does not run, and no more', async () => {
  const { exit, lines } = await doctor()
  expect([exit, lines.at(-1)]).toEqual([1, 'WRONG  server: does not run here: nothing can be asked of it'])
})

it('knows of one terminal why it is shut out, the moment that it is', async () => {
  const close = await serve([])
  expect((await whyShutOut(config, 't-retired'))?.en).toMatch(/retired it for good.*yinzheng terminals code/)
  expect((await whyShutOut(config, 't-suspended'))?.en).toContain('yinzheng terminals resume')
  expect(await whyShutOut(config, 't-active')).toBeNull()
  // As a station on site is told by its server.
  expect(shutOutBy('retired')).toEqual(await whyShutOut(config, 't-retired'))
  expect([shutOutBy('active'), shutOutBy('the clocks differ by 200 s'), shutOutBy(undefined)]).toEqual([
    null,
    null,
    null,
  ])
  await close()
  expect(await whyShutOut(config, 't-retired')).toBeNull()
})

it('tells a server’s configuration from a terminal’s', async () => {
  const terminal = join(folder, 'terminal.yaml')
  await writeFile(terminal, 'server: { baseUrl: https://print.example.edu.cn }\n')
  expect([config, terminal, '/nowhere.yaml'].map(isServerConfig)).toEqual([true, false, false])
})
