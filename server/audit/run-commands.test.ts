import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { AUDIT_KEY, type AuditWorld, auditWorldOn } from '../../tests/peers/audit-world.ts'
import { openHouseStore } from '../../tests/peers/house-store.ts'
import type { Command } from '../ground/commands/command.ts'
import { readSpoken, saidOf } from '../ground/commands/said.ts'
import type { Store } from '../ground/store/store.ts'
import { AUDIT_COMMANDS } from './audit-commands.ts'
import { auditCommands } from './run-commands.ts'

let [folder, store, world] = ['', null as unknown as Store, null as unknown as AuditWorld]
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'yinzheng-verify-'))
  store = await openHouseStore({ kind: 'memory' })
  world = auditWorldOn(store)
  await world.write(1_000)
  await world.seal()
  await writeFile(join(folder, 'copy.jsonl'), (await world.witness()).join(''))
})
afterAll(async () => {
  await store.close()
  await rm(folder, { recursive: true, force: true })
})

const verify = async (args: string[] = [], language: 'zh' | 'en' = 'en') => {
  const table: Readonly<Record<string, Command>> = AUDIT_COMMANDS
  const spoken = readSpoken(table.verify!, args)
  if (!spoken.ok) throw new Error(spoken.error.en)
  const house = { timeZone: 'Asia/Shanghai' } as never
  const settings = { audit: { keptDays: 1_095, verifyAt: '03:30', witnesses: [] } }
  return auditCommands({ db: store.db, clock: world.clock, house, serverKey: AUDIT_KEY }, settings).verify(
    saidOf(spoken.value, {}),
    { progress: () => undefined, signal: new AbortController().signal, givenBy: 'wang', language },
  )
}

it('says that all is whole, and what that does not prove', async () => {
  const { exit, text } = await verify()
  expect(exit).toBe(0)
  expect(text).toContain('The audit trail is whole.')
  expect(text).toContain('1000 entries and 1 checkpoints were verified')
  expect(text).toContain('No outside copy was compared')
  expect((await verify([], 'zh')).text).toContain('审计链完整。')
  const compared = await verify(['--witness', join(folder, 'copy.jsonl')])
  expect(compared.text).toContain('Compared with 1 checkpoints of the outside copy given, up to entry 1000')
  expect((await verify(['--json'])).value).toMatchObject({ outcome: 'whole', entries: 1_000, waiting: 3 })
})

it('opens the outside copy where the command was given', async () => {
  const spoken = readSpoken(AUDIT_COMMANDS.verify, ['--witness', 'copy.jsonl'])
  expect(spoken).toMatchObject({ ok: true, value: { texts: { witness: join(process.cwd(), 'copy.jsonl') } } })
  expect(await verify(['--witness', join(folder, 'nothing')])).toMatchObject({ exit: 2 })
  expect(await verify(['--witness', folder])).toMatchObject({ exit: 2 })
})

it('names the first bad entry and ends with 1; every verification stands in the trail with who gave it', async () => {
  await world.asOwner([`update audit set subject = 'order-forged' where seq = 77`])
  const { exit, text } = await verify()
  expect(exit).toBe(1)
  expect(text).toContain(
    'The audit trail is not whole: 1. The first:\n  the entry was changed: entry 77, number 77 in the trail',
  )
  const bent = (await verify([], 'zh')).text
  expect(bent).toContain('条目被改过：第 77 个，编号 77')
  expect(bent).toContain('核对的范围：第 1–')
  expect(bent).not.toContain('证明')
  const rows = await store.db.selectFrom('audit').select('detail').where('event', '=', 'audit-verified').execute()
  expect(rows.at(-1)?.detail).toMatchObject({ by: 'command wang', outcome: 'broken', position: 77 })
})
