import { afterAll, beforeAll, expect, it } from 'vitest'
import { unwrap } from '../../src/result.ts'
import { startHousePostgres } from '../../tests/peers/house-postgres.ts'
import { openHouseStore } from '../../tests/peers/house-store.ts'
import { openAuthority, relayConfig } from '../../tests/peers/mail-world.ts'
import { POSTGRES_PROGRAMS, type Postgres } from '../../tests/peers/postgres.ts'
import { type ServerWorld, startServerWorld } from '../../tests/peers/server-world.ts'
import { type SmtpDouble, startSmtpDouble } from '../../tests/peers/smtp-double.ts'

let authority: Awaited<ReturnType<typeof openAuthority>>
let relay: SmtpDouble
let postgres: Postgres | null = null
let world: ServerWorld
beforeAll(async () => {
  if (POSTGRES_PROGRAMS === null) return
  authority = await openAuthority()
  relay = await startSmtpDouble({ tls: authority })
  postgres = await startHousePostgres()
  world = await startServerWorld(postgres.databaseUrl, { mail: relayConfig(relay.port, authority) })
})
afterAll(async () => {
  await world?.close()
  await postgres?.stop()
  await relay?.close()
  await authority?.remove()
})

it.skipIf(POSTGRES_PROGRAMS === null)(
  'a server sends by itself what is posted, and ends while letters wait',
  async () => {
    const { mail } = world.server().doors
    const store = await openHouseStore({ kind: 'postgres', databaseUrl: postgres!.databaseUrl })
    const post = (to: string) =>
      store.db.transaction().execute(async tx => {
        const named = { purpose: 'test', reference: 'A', sendBy: new Date(world.clock.now() + 3_600_000) }
        return unwrap(await mail.post(tx, { to, language: 'en', subject: 'a', text: 'b', ...named }))
      })
    const first = await post('li@example.edu.cn')
    await expect
      .poll(async () => {
        await world.clock.advance(2_000)
        return (await mail.stateOf(first))?.state
      })
      .toBe('sent')
    relay.faults.rcptTo = '450 later'
    const second = await post('wang@example.edu.cn')
    await expect
      .poll(async () => {
        await world.clock.advance(2_000)
        return (await mail.stateOf(second))?.state
      })
      .toBe('delayed')
    await world.restart()
    relay.faults.rcptTo = null
    await expect
      .poll(async () => {
        await world.clock.advance(10_000)
        return (await world.server().doors.mail.stateOf(second))?.state
      })
      .toBe('sent')
    expect(relay.letters.map(({ to }) => to)).toEqual(['li@example.edu.cn', 'wang@example.edu.cn'])
    expect(world.logged.join('')).not.toMatch(/li@|wang@/)
    await store.close()
  },
)
