import { expect, it, vi } from 'vitest'
import { fakeClock } from '../../src/fake-clock.ts'
import { heartbeat } from './heartbeat.ts'

function beating() {
  const clock = fakeClock()
  const ask = vi.fn()
  const onSilent = vi.fn()
  return { clock, ask, onSilent, pulse: heartbeat(clock, ask, onSilent) }
}

it('asks once a second, from the start on', async () => {
  const { clock, ask, pulse } = beating()
  await clock.advance(5_000)
  expect(ask).not.toHaveBeenCalled()
  pulse.start()
  await clock.advance(3_000)
  expect(ask).toHaveBeenCalledTimes(4)
})

it('is content with a page that answers', async () => {
  const { clock, onSilent, pulse, ask } = beating()
  ask.mockImplementation(() => pulse.answered())
  pulse.start()
  await clock.advance(60_000)
  expect(onSilent).not.toHaveBeenCalled()
})

it('raises the alarm once, 5 s after the last answer', async () => {
  const { clock, onSilent, pulse } = beating()
  pulse.start()
  await clock.advance(2_000)
  pulse.answered()
  await clock.advance(4_999)
  expect(onSilent).not.toHaveBeenCalled()
  await clock.advance(60_000)
  expect(onSilent).toHaveBeenCalledTimes(1)
})

it('does not mistake a page that is loading for one that hangs', async () => {
  const { clock, onSilent, pulse } = beating()
  pulse.start()
  await clock.advance(3_000)
  pulse.stop()
  await clock.advance(60_000)
  expect(onSilent).not.toHaveBeenCalled()
  expect(clock.pending()).toBe(0)
})

it('beats once however often it is started', async () => {
  const { clock, ask, pulse } = beating()
  pulse.start()
  pulse.start()
  ask.mockClear()
  await clock.advance(1_000)
  expect(ask).toHaveBeenCalledTimes(1)
})
