import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createCarry } from '../../main/station/carry.ts'
import { enrol } from '../../main/station/enrolment.ts'
import { trustOf } from '../../main/station/meet-server.ts'
import { createServerClient, type ServerClient } from '../../main/station/server-client.ts'
import { openTerminalKeys } from '../../main/station/terminal-key.ts'
import { unwrap } from '../../src/result.ts'
import type { ServerWorld } from './server-world.ts'

const PLACE = { name: { zh: '一号机', en: 'Kiosk 1' }, place: { zh: '大厅', en: 'Hall' } }

export interface JoinedTerminal {
  /** Finds the server where it is now. */
  client(): ServerClient
  close(): void
}

/** A terminal with the station's own means, enrolled at the real server. */
export async function joinTerminal(world: ServerWorld): Promise<JoinedTerminal> {
  const dataDir = mkdtempSync(join(tmpdir(), 'yinzheng-terminal-'))
  const { clock } = world
  const addressNow = () => ({ baseUrl: world.base(), timeoutMs: 15_000, caPem: null })
  const { text } = await world.server().doors.terminals.createEnrolmentCode(PLACE)
  const key = openTerminalKeys(dataDir).current
  const { terminalId, server: facts } = unwrap(await enrol(addressNow(), dataDir, key, text, clock))
  return {
    client: () => {
      const address = addressNow()
      const carry = createCarry(trustOf(address, facts!))
      return createServerClient({ ...address, carry, key, serverKey: facts!.publicKey, terminalId, clock })
    },
    close: () => rmSync(dataDir, { recursive: true, force: true }),
  }
}
