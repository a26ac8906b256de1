import { startIdReaderSim } from '../../native/sim/id-reader.ts'
import type { DockAnswer, DockIdCard } from '../../renderer/dev-dock/dock-contract.ts'
import { onOwnPort } from '../own-port.ts'
import { type Desk, DONE } from './desk.ts'
import type { DevicesConfig } from './devices-config.ts'

/** Plays the ID-card reader. `changed` is called after every change. */
export async function openIdReaderDesk(
  { port }: NonNullable<DevicesConfig['idReader']>,
  changed: () => void,
): Promise<Desk<'idReader'>> {
  const reader = await onOwnPort('the ID-card reader', port, own => startIdReaderSim({ port: own }))
  let plugged = true
  let silent = false
  let card: DockIdCard | null = null

  const then =
    <Input>(run: (input: Input) => unknown) =>
    async (input: Input): Promise<DockAnswer> => {
      await run(input)
      changed()
      return DONE
    }
  return {
    port: reader.port,
    state: () => ({ port: reader.port, plugged, silent, card: card && { name: card.name, idNumber: card.idNumber } }),
    handlers: {
      '/lay-id': then((laid: DockIdCard) => {
        const { latinName, ...rest } = laid
        reader.lay(latinName === undefined ? rest : { ...rest, latinName })
        card = laid
      }),
      '/lift-id': then(() => {
        reader.lift()
        card = null
      }),
      '/id-reader/fail-next': then(({ sw3 }: { sw3: number }) => reader.failNext(sw3)),
      '/id-reader/garbage': then(() => reader.garbage()),
      '/id-reader/silence': then(() => {
        reader.silence()
        silent = true
      }),
      '/id-reader/speak': then(() => {
        reader.speak()
        silent = false
      }),
      '/id-reader/unplug': then(async () => {
        await reader.unplug()
        plugged = false
      }),
      '/id-reader/plug': then(async () => {
        await reader.plug()
        plugged = true
      }),
    },
    close: () => reader.close(),
  }
}
