import type { AddressInfo } from 'node:net'
import type { Clock } from '../../src/clock.ts'
import { onOwnPort } from '../own-port.ts'
import { createControlApi } from './control-api.ts'
import { type Devices, startDevices } from './devices.ts'
import type { DevicesConfig } from './devices-config.ts'
import { notableCards } from './notable-cards.ts'

export interface RunningDevices {
  /** The ports on loopback; null for a device that the configuration left out. */
  readonly listening: { readonly control: number } & Devices['ports']
  close(): Promise<void>
}

export interface RunOptions {
  readonly clock: Clock
  /** Where the built dock lies unless the configuration names another folder. */
  readonly builtDock: string
}

/** Starts the simulated devices of one kiosk and their HTTP interface. Rejects when one can't start. */
export async function runDevices(config: DevicesConfig, { clock, builtDock }: RunOptions): Promise<RunningDevices> {
  const devices = await startDevices(config, notableCards())
  try {
    const api = await onOwnPort('the devices page', config.control.port, async port => {
      const candidate = await createControlApi({ devices, dockFolder: config.dockFolder ?? builtDock, clock })
      try {
        await candidate.listen({ port, host: '127.0.0.1' })
        return candidate
      } catch (error) {
        await candidate.close()
        throw error
      }
    })
    const { port } = api.server.address() as AddressInfo
    return {
      listening: { control: port, ...devices.ports },
      close: async () => {
        await api.close()
        await devices.close()
      },
    }
  } catch (error) {
    await devices.close()
    throw error
  }
}
