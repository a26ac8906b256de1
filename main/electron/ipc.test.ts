import { EventEmitter } from 'node:events'
import type { IpcMain } from 'electron'
import { describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { fakeClock } from '../../src/fake-clock.ts'
import { guardIpc } from './ipc.ts'

function guarded() {
  const clock = fakeClock()
  const ipcMain = new EventEmitter()
  const onRefused = vi.fn()
  const listener = vi.fn()
  const ipc = guardIpc({ ipcMain: ipcMain as unknown as IpcMain, clock, onRefused })
  ipc.on('say', z.string().max(10).optional(), input => listener(input))
  const own = { url: 'kiosk://app/' }
  const say = (args: unknown[], event: unknown = { senderFrame: own, sender: { mainFrame: own } }) =>
    ipcMain.emit('say', event, ...args)
  return { clock, onRefused, listener, say }
}

describe('a message from the page', () => {
  it('that passes every check is heard', () => {
    const { listener, onRefused, say } = guarded()
    say(['hello'])
    say([])
    expect(listener.mock.calls).toEqual([['hello'], [undefined]])
    expect(onRefused).not.toHaveBeenCalled()
  })

  const own = { url: 'kiosk://app/' }
  const foreign = { url: 'https://kiosk.example/' }
  it.each([
    ['a frame that is gone', { senderFrame: null, sender: { mainFrame: own } }],
    ['a frame inside the page', { senderFrame: { url: 'kiosk://app/' }, sender: { mainFrame: own } }],
    ['a foreign page', { senderFrame: foreign, sender: { mainFrame: foreign } }],
  ])('from %s is dropped', (_, event) => {
    const { listener, onRefused, say } = guarded()
    say(['hello'], event)
    expect(listener).not.toHaveBeenCalled()
    expect(onRefused).toHaveBeenCalledWith('say', 'sender')
  })

  it.each([
    ['of another type', [7], 'schema'],
    ['that is too long for its schema', ['x'.repeat(11)], 'schema'],
    ['with a prototype among its keys', [JSON.parse('{"__proto__":{"x":1}}')], 'schema'],
    ['that is huge', ['x'.repeat(100_000)], 'size'],
    ['with more arguments than one', ['a', 'b'], 'size'],
  ])('%s is dropped', (_, args, why) => {
    const { listener, onRefused, say } = guarded()
    say(args)
    expect(listener).not.toHaveBeenCalled()
    expect(onRefused).toHaveBeenCalledWith('say', why)
  })

  it('in a flood is dropped, until the flood is over', async () => {
    const { clock, listener, onRefused, say } = guarded()
    for (let call = 0; call < 10_000; call++) say(['a'])
    expect(listener).toHaveBeenCalledTimes(50)
    expect(onRefused).toHaveBeenCalledTimes(9_950)
    await clock.advance(1_000)
    say(['b'])
    expect(listener).toHaveBeenLastCalledWith('b')
  })
})
