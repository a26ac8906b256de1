import { readStationFiles } from '../main/station/station-files.ts'
import { readServerConfig } from '../server/ground/config/read-server-config.ts'
import { ROOMS } from '../server/rooms.ts'
import type { DemoFiles } from './demo-files.ts'

/** What a program would refuse of the files that it is started with, a line each; null when they are right. */
export async function whatIsWrongWith({
  server,
  terminal,
}: Pick<DemoFiles, 'server' | 'terminal'>): Promise<string | null> {
  const station = readStationFiles(terminal)
  const rooms = await readServerConfig(ROOMS, server)
  const wrong = [...(station.ok ? [] : [station.error]), ...(rooms.ok ? [] : rooms.error)]
  return wrong.length === 0 ? null : wrong.join('\n')
}
