import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { systemClock } from '../../native/system-clock.ts'
import {
  type DockAction,
  type DockAnswer,
  type DockInput,
  type DockState,
  dockAnswerSchema,
  dockStateSchema,
} from '../../renderer/dev-dock/dock-contract.ts'
import { type DevicesConfigInput, devicesConfigSchema } from './devices-config.ts'
import { type RunningDevices, runDevices } from './run-devices.ts'

/** The simulated devices in this process, driven through their HTTP interface: for tests. */
export interface TestDesk {
  readonly url: string
  readonly listening: RunningDevices['listening']
  act<A extends DockAction>(action: A, input: DockInput<A>): Promise<{ status: number; answer: DockAnswer }>
  state(): Promise<DockState>
  close(): Promise<void>
}

const ALL = {
  cardReader: {},
  idReader: {},
  codeScanner: {},
  receiptPrinter: {},
  pagePrinter: { msPerSheet: 20 },
} as const

/** Opens what `config` asks for; all five devices when left out. Ports are free ones unless it names them. */
export async function openTestDesk(config: DevicesConfigInput = ALL): Promise<TestDesk> {
  const empty = await mkdtemp(join(tmpdir(), 'desk-'))
  const opening = runDevices(devicesConfigSchema.parse(config), { clock: systemClock, builtDock: empty })
  const running = await opening.catch(async (error: unknown) => {
    await rm(empty, { recursive: true })
    throw error
  })
  const url = `http://127.0.0.1:${running.listening.control}`
  return {
    url,
    listening: running.listening,
    act: async (action, input) => {
      const response = await fetch(url + action, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(input),
      })
      return { status: response.status, answer: dockAnswerSchema.parse(await response.json()) }
    },
    state: async () => dockStateSchema.parse(await (await fetch(`${url}/state`)).json()),
    close: async () => {
      await running.close()
      await rm(empty, { recursive: true })
    },
  }
}
