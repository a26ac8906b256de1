import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { describeOnStores } from '../../tests/peers/stores.ts'
import { startVerificationWorld, type VerificationWorld } from '../../tests/peers/verification-world.ts'
import { administer } from './administer.ts'

describeOnStores('the commands of an administrator', store => {
  let world: VerificationWorld
  beforeAll(async () => {
    world = await startVerificationWorld(store())
  })
  afterAll(() => world?.close())
  const run = (...args: string[]) => administer(store().db, world.clock, args)

  it('show, revoke, replace and end documents by what stands on the paper', async () => {
    const [a, b, c] = [await world.issue(), await world.issue(), await world.issue()]
    expect(await run('show', a.documentNumber)).toMatchObject({ ok: true, value: { state: 'valid', sha256: a.sha256 } })
    expect(await run('revoke', a.code.toLowerCase(), '--reason', 'issued-in-error')).toMatchObject({
      value: { state: 'revoked', reason: 'issued-in-error' },
    })
    expect(await run('replace', b.documentNumber, c.code)).toMatchObject({
      value: { state: 'replaced', replacedBy: c.documentNumber },
    })
    const end = new Date(world.clock.now() + 3_600_000).toISOString()
    expect(await run('expire', c.documentNumber, '--at', end)).toMatchObject({ value: { expiresAt: end } })
    expect(await run('expire', c.documentNumber, '--at', 'never')).toMatchObject({ value: { expiresAt: null } })
  })

  it('refuse what cannot be done, and say why', async () => {
    const { documentNumber } = await world.issue()
    await run('revoke', documentNumber, '--reason', 'withdrawn')
    for (const [args, message] of [
      [['revoke', documentNumber, '--reason', 'withdrawn'], 'already-revoked'],
      [['show', '20261122-NOBODY12'], 'no document has the number or code 20261122-NOBODY12'],
    ] as const) {
      expect(await run(...args)).toEqual({ ok: false, error: { use: false, message } })
    }
  })

  it.each([[[]], [['forget', 'x']], [['show']], [['replace', 'x']], [['show', 'x', '--force']]])(
    'know wrong use: %j',
    async args => expect(await run(...args)).toMatchObject({ ok: false, error: { use: true } }),
  )

  it('want a reason and a time of the right form', async () => {
    const { documentNumber } = await world.issue()
    for (const args of [
      ['revoke', documentNumber],
      ['revoke', documentNumber, '--reason', 'because'],
      ['expire', documentNumber],
      ['expire', documentNumber, '--at', '2027-06-30'],
    ]) {
      expect(await run(...args)).toMatchObject({ ok: false, error: { use: true } })
    }
  })
})

describe('the program', () => {
  it('ends with 2 and its usage when used wrongly', async () => {
    const program = new URL('./administer-main.ts', import.meta.url).pathname
    const ended = promisify(execFile)(process.execPath, [program, 'show'])
    await expect(ended).rejects.toMatchObject({ code: 2, stderr: expect.stringContaining('revoke DOCUMENT') })
  })
})
