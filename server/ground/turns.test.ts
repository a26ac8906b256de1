import { expect, it } from 'vitest'
import { createTurns } from './turns.ts'

it('work about one thing waits for what came before it, and for nothing else', async () => {
  const turns = createTurns()
  const said: string[] = []
  const held = Promise.withResolvers<void>()
  const first = turns.take('a', async () => {
    await held.promise
    said.push('first')
  })
  const second = turns.take('a', async () => said.push('second'))
  await turns.take('b', async () => said.push('other'))
  held.resolve()
  await Promise.all([first, second])
  expect(said).toEqual(['other', 'first', 'second'])
})

it('work that failed keeps nobody waiting', async () => {
  const turns = createTurns()
  const failed = turns.take('a', () => Promise.reject(new Error('broken')))
  const next = turns.take('a', async () => 'done')
  await expect(failed).rejects.toThrow('broken')
  expect(await next).toBe('done')
})
