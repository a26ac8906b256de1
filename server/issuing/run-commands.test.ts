import { afterAll, beforeAll, expect, it } from 'vitest'
import { describeOnStores } from '../../tests/peers/stores.ts'
import { startVerificationWorld, type VerificationWorld } from '../../tests/peers/verification-world.ts'
import type { Command, CommandAnswer, Said } from '../ground/commands/command.ts'
import { readSpoken, saidOf } from '../ground/commands/said.ts'
import { ISSUING_COMMANDS } from './issuing-commands.ts'
import { issuingCommands } from './run-commands.ts'

const COMMANDS: Readonly<Record<string, Command>> = ISSUING_COMMANDS

describeOnStores('the commands of an administrator', store => {
  let world: VerificationWorld
  beforeAll(async () => {
    world = await startVerificationWorld(store())
  })
  afterAll(() => world?.close())
  const run = async (verb: keyof typeof ISSUING_COMMANDS, ...args: string[]): Promise<CommandAnswer> => {
    const spoken = readSpoken(COMMANDS[verb]!, args)
    if (!spoken.ok) return { exit: 2, message: spoken.error.en }
    return told(verb, saidOf(spoken.value, {}))
  }
  const told = (verb: keyof typeof ISSUING_COMMANDS, said: Said): Promise<CommandAnswer> => {
    const noDesk = async () => {
      throw new Error('no document is made here')
    }
    const commands = issuingCommands(
      { db: store().db, clock: world.clock, house: { timeZone: 'Asia/Shanghai' } },
      noDesk,
    )
    return commands[verb](said, { progress: () => undefined, signal: AbortSignal.abort() })
  }

  it('show, revoke, replace and end documents by what stands on the paper', async () => {
    const [a, b, c] = [await world.issue(), await world.issue(), await world.issue()]
    expect(await run('show', a.documentNumber, '--json')).toMatchObject({
      exit: 0,
      value: { state: 'valid', sha256: a.sha256 },
    })
    expect(await run('revoke', a.code.toLowerCase(), '--reason', 'issued-in-error', '--json')).toMatchObject({
      value: { state: 'revoked', reason: 'issued-in-error' },
    })
    expect(await run('replace', b.documentNumber, c.code, '--json')).toMatchObject({
      value: { state: 'replaced', replacedBy: c.documentNumber },
    })
    const end = new Date(world.clock.now() + 3_600_000).toISOString()
    expect(await run('expire', c.documentNumber, '--at', end, '--json')).toMatchObject({ value: { expiresAt: end } })
    expect(await run('expire', c.documentNumber, '--at', 'never', '--json')).toMatchObject({
      value: { expiresAt: null },
    })
  })

  it('tell the same in words, where nobody asks for JSON', async () => {
    const { documentNumber } = await world.issue()
    const shown = await run('show', documentNumber)
    expect(shown).toMatchObject({ exit: 0, text: expect.stringContaining(documentNumber) })
    expect(shown.text).toMatch(/^State +valid$/m)
    expect(shown.text).toMatch(/^Issued +\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/m)
    const revoked = await run('revoke', documentNumber, '--reason', 'record-corrected')
    expect(revoked.value).toBeUndefined()
    expect(revoked.text).toMatch(/^State +revoked, \d{4}-/m)
    expect(revoked.text).toMatch(/^Reason +\w/m)
  })

  it('refuse what cannot be done, and say why', async () => {
    const { documentNumber } = await world.issue()
    await run('revoke', documentNumber, '--reason', 'withdrawn')
    expect(await run('revoke', documentNumber, '--reason', 'withdrawn')).toEqual({
      exit: 3,
      message: 'the document was taken back before, which is for good',
    })
    const [one, other] = [await world.issue(), await world.issue()]
    expect(await run('replace', one.documentNumber, one.documentNumber)).toEqual({
      ...{ exit: 3, message: expect.stringContaining('is the same as the older one') },
    })
    expect(await run('replace', one.documentNumber, documentNumber)).toMatchObject({
      ...{ message: expect.stringContaining('it was taken back') },
    })
    await run('replace', one.documentNumber, other.documentNumber)
    expect(await run('replace', one.documentNumber, other.documentNumber)).toMatchObject({
      ...{ exit: 3, message: 'the document was replaced before' },
    })
    expect(await run('expire', one.documentNumber, '--at', '0001-01-01T00:00:00+08:00')).toEqual({
      ...{ exit: 3, message: 'a document cannot end before it was issued: --at is too early' },
    })
    expect(await run('show', '20261122-NOBODY12')).toEqual({
      exit: 3,
      message: 'no document has the number or code 20261122-NOBODY12',
    })
  })

  it.each([['show'], ['replace', 'x'], ['show', 'x', '--force'], ['show', 'x', 'y']] as const)(
    'know wrong use: %j %j %j',
    async (verb, ...args) => expect(await run(verb, ...args)).toMatchObject({ exit: 2, message: expect.any(String) }),
  )

  it('want a reason and a time of the right form', async () => {
    const { documentNumber } = await world.issue()
    const wrong = [
      ['revoke', documentNumber],
      ['revoke', documentNumber, '--reason', 'because'],
      ['expire', documentNumber],
      ['expire', documentNumber, '--at', '2027-06-30'],
      ['expire', documentNumber, '--at', '9999-12-31T23:59:59-01:00'],
    ] as const
    expect((await run('revoke', documentNumber, '--reason', 'because')).message).toContain(
      'record-corrected, lost-or-misused',
    )
    for (const [verb, ...args] of wrong) expect(await run(verb, ...args), args.join(' ')).toMatchObject({ exit: 2 })
  })

  it('name a hundred wrong lines of a list, and say how many more there are', async () => {
    const wrong = (lines: number) => `personId,kind,edition\n${'u1,transcript\n'.repeat(lines)}`
    const batch = (list: string) => told('batch', { positionals: [], texts: { list }, flags: [] })
    const last = async (lines: number) => (await batch(wrong(lines))).message?.split('\n').at(-1)
    expect(await last(100)).toBe('--list:101: 2 columns, not 3')
    expect(await last(101)).toBe('and 1 more line')
    expect(await last(150)).toBe('and 50 more lines')
    expect(await batch('x'.repeat(4_000_001))).toMatchObject({
      ...{ exit: 2, message: '--list:1: the list is too long, 4000000 characters at most' },
    })
  })
})
