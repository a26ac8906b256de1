import { listenForCommands } from './commands/control-socket.ts'
import type { HouseCommands } from './commands/house-commands.ts'
import type { SectionsOf } from './config/sections.ts'
import { codeOf, expecting, type Sayings } from './expect-at-start.ts'
import type { OpenGround } from './ground.ts'
import type { GROUND } from './ground-plan.ts'
import type { Authenticators } from './http/authenticators.ts'
import { listeningPort } from './http/http-server.ts'
import { createCallerWatch, proxyWarnings } from './http/proxy-warnings.ts'
import { type OpenRoom, serverOfRooms } from './http/serve.ts'
import type { RoomPlan } from './room.ts'
import { startSweeper } from './sweeper.ts'
import { type Undo, wholeOrUndone } from './undo.ts'
import { withWarnings } from './warnings-command.ts'

/** A house whose rooms are open. */
export interface OpenHouse {
  readonly ground: OpenGround
  readonly plans: readonly RoomPlan[]
  readonly rooms: readonly OpenRoom[]
  readonly commands: HouseCommands
  readonly authenticators: Authenticators
}

/** Mounts what the rooms answer, starts what they do by themselves, and listens to people and to commands. */
export const serveHouse = (
  { ground: { ground, sweeps }, plans, rooms, commands, authenticators }: OpenHouse,
  { listen, store }: Pick<SectionsOf<typeof GROUND>, 'listen' | 'store'>,
): Promise<{ readonly port: number; readonly close: Undo['run'] }> =>
  wholeOrUndone(async undo => {
    const callers = createCallerWatch(ground.clock, ground.log)
    const app = await serverOfRooms(ground, plans, rooms, authenticators, listen, callers)
    for (const sweep of [...sweeps, ...rooms.flatMap(({ room }) => room.sweeps ?? [])])
      undo.add(startSweeper(ground, sweep))
    undo.add(() => app.close())
    const configured = proxyWarnings(listen, ground.house.publicBaseUrl)
    for (const warning of configured) ground.log.warn(warning.en)
    const warnings = () => [...configured, ...[callers.warning()].filter(one => one !== null)]
    // Commands come last: a server that cannot begin takes them away from nobody.
    const { host, port } = listen
    const say = (error: unknown) => {
      const why = listenSayings(host, port)[codeOf(error)]
      return why && `listen: ${why}`
    }
    await expecting(say, () => app.listen({ host, port }))
    undo.add(await listenForCommands(store.folder, withWarnings(commands, warnings), ground.log))
    return { port: listeningPort(app), close: undo.run }
  })

const listenSayings = (host: string, port: number): Sayings => ({
  EADDRINUSE: `port ${port} of ${host} is in use by another program`,
  EADDRNOTAVAIL: `${host} is not an address of this machine`,
  EAFNOSUPPORT: `${host} is not an address of this machine`,
  EINVAL: `${host} is not an address that can be listened at`,
  ENOTFOUND: `the host ${host} is not known`,
  EAI_AGAIN: `the host ${host} cannot be looked up now`,
  EACCES: `port ${port} may not be opened by the user that the server runs as`,
})
