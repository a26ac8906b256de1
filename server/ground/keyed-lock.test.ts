import { describe, expect, it } from 'vitest'
import { keyedLock } from './keyed-lock.ts'

describe('a keyed lock', () => {
  it('runs one key in order and others beside it', async () => {
    const lock = keyedLock()
    const seen: string[] = []
    const gates = new Map<string, () => void>()
    const task = (name: string) => async () => {
      seen.push(`${name} begins`)
      await new Promise<void>(resolve => gates.set(name, resolve))
      seen.push(`${name} ends`)
    }
    const [first, second, other] = [lock.run('x', task('1')), lock.run('x', task('2')), lock.run('y', task('3'))]
    await new Promise(resolve => setImmediate(resolve))
    expect(seen).toEqual(['1 begins', '3 begins'])
    gates.get('1')?.()
    await first
    await new Promise(resolve => setImmediate(resolve))
    gates.get('2')?.()
    gates.get('3')?.()
    await Promise.all([second, other])
    expect(seen.indexOf('2 begins')).toBeGreaterThan(seen.indexOf('1 ends'))
  })

  it('goes on after a task that failed', async () => {
    const lock = keyedLock()
    const failed = lock.run('x', () => Promise.reject(new Error('broken')))
    expect(await lock.run('x', async () => 'fine')).toBe('fine')
    await expect(failed).rejects.toThrow('broken')
  })
})
