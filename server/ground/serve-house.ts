import { listenForCommands } from './commands/control-socket.ts'
import type { HouseCommands } from './commands/house-commands.ts'
import type { SectionsOf } from './config/sections.ts'
import type { OpenGround } from './ground.ts'
import type { GROUND } from './ground-plan.ts'
import type { Authenticators } from './http/authenticators.ts'
import { listeningPort } from './http/http-server.ts'
import { type OpenRoom, serverOfRooms } from './http/serve.ts'
import type { RoomPlan } from './room.ts'
import { startSweeper } from './sweeper.ts'
import { createUndo, type Undo } from './undo.ts'

/** A house whose rooms are open. */
export interface OpenHouse {
  readonly ground: OpenGround
  readonly plans: readonly RoomPlan[]
  readonly rooms: readonly OpenRoom[]
  readonly commands: HouseCommands
  readonly authenticators: Authenticators
}

/** Mounts what the rooms answer, starts what they do by themselves, and listens to people and to commands. */
export async function serveHouse(
  { ground: { ground, sweeps }, plans, rooms, commands, authenticators }: OpenHouse,
  { listen, store }: Pick<SectionsOf<typeof GROUND>, 'listen' | 'store'>,
): Promise<{ readonly port: number; readonly close: Undo['run'] }> {
  const undo = createUndo()
  try {
    const app = await serverOfRooms(ground, plans, rooms, authenticators, listen.trustedProxies)
    for (const sweep of [...sweeps, ...rooms.flatMap(({ room }) => room.sweeps ?? [])])
      undo.add(startSweeper(ground, sweep))
    undo.add(() => app.close())
    // Commands come last: a server that cannot begin takes them away from nobody.
    await app.listen({ host: listen.host, port: listen.port })
    undo.add(await listenForCommands(store.folder, commands, ground.log))
    return { port: listeningPort(app), close: undo.run }
  } catch (error) {
    await undo.run()
    throw error
  }
}
