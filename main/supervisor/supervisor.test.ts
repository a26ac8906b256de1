import { describe, expect, it } from 'vitest'
import { fakeClock } from '../../src/fake-clock.ts'
import type { ChildEnd, SupervisedChild } from './supervised-child.ts'
import { BACK_OFF_MS, type SupervisorEvent, superviseChild } from './supervisor.ts'

/** A process that does only what the test says, and writes down what was asked of it. */
class FakeChild implements SupervisedChild {
  readonly pid: number
  readonly orders: string[] = []
  /** Whether SIGKILL ends it; a process that hangs in the kernel does not obey. */
  obeysKill = true
  private ended = (_: ChildEnd) => {}
  private lived = () => {}
  private prepared = () => {}
  constructor(pid: number) {
    this.pid = pid
  }
  onEnd(listener: (end: ChildEnd) => void) {
    this.ended = listener
  }
  onAlive(listener: () => void) {
    this.lived = listener
  }
  onReady(listener: () => void) {
    this.prepared = listener
  }
  terminate() {
    this.orders.push('terminate')
  }
  kill() {
    this.orders.push('kill')
    if (this.obeysKill) this.end(null, 'SIGKILL')
  }
  end(code: number | null, signal: string | null = null) {
    this.ended({ code, signal })
  }
  alive() {
    this.lived()
  }
  ready() {
    this.lived()
    this.prepared()
  }
}

function supervised() {
  const clock = fakeClock()
  const children: FakeChild[] = []
  const events: SupervisorEvent<FakeChild>[] = []
  const supervisor = superviseChild({
    clock,
    spawn: () => {
      children.push(new FakeChild(children.length + 1))
      return children.at(-1)!
    },
    onEvent: event => events.push(event),
  })
  supervisor.start()
  const newest = () => children.at(-1)!
  const crash = async () => {
    newest().end(1)
    const event = events.at(-1)!
    if (event.kind === 'down') await clock.advance(event.restartInMs)
  }
  return { clock, children, events, supervisor, newest, crash }
}

const kinds = (events: readonly SupervisorEvent<FakeChild>[]) => events.map(event => event.kind)

describe('a supervisor', () => {
  it('says up when the child is ready, not when it is started', () => {
    const { events, newest } = supervised()
    newest().alive()
    expect(events).toEqual([])
    newest().ready()
    expect(events).toEqual([{ kind: 'up', child: newest() }])
  })

  it('waits longer from crash to crash, up to half a minute', async () => {
    const { events, crash, children } = supervised()
    for (let i = 0; i < 8; i++) await crash()
    const waits = events.map(event => (event.kind === 'down' ? event.restartInMs : null))
    expect(waits).toEqual([...BACK_OFF_MS, 30_000, 30_000])
    expect(children).toHaveLength(9)
  })

  it('does not start the next child before the wait is over', async () => {
    const { clock, children, newest } = supervised()
    newest().end(1)
    await clock.advance(499)
    expect(children).toHaveLength(1)
    await clock.advance(1)
    expect(children).toHaveLength(2)
  })

  it('starts again with the shortest wait after a quiet minute', async () => {
    const { clock, events, crash, newest } = supervised()
    await crash()
    await crash()
    newest().ready()
    for (let beat = 0; beat < 20; beat++) {
      await clock.advance(3_000)
      newest().alive()
    }
    await crash()
    expect(events.at(-1)).toMatchObject({ kind: 'down', restartInMs: 500 })
  })

  it('does not take a minute of starting up for a quiet one', async () => {
    const { clock, events, crash, newest } = supervised()
    await crash()
    for (let beat = 0; beat < 20; beat++) {
      newest().alive()
      await clock.advance(4_000)
    }
    await crash()
    expect(events.at(-1)).toMatchObject({ kind: 'down', restartInMs: 1_000 })
  })

  it.each([
    [0, null, 'exit'],
    [1, null, 'crash'],
    [null, 'SIGSEGV', 'crash'],
    [null, null, 'crash'],
  ] as const)('tells an exit from a crash: code %s, signal %s', (code, signal, cause) => {
    const { events, newest } = supervised()
    newest().end(code, signal)
    expect(events).toEqual([{ kind: 'down', cause, end: { code, signal }, restartInMs: 500 }])
  })

  it('gives up when the configuration is refused', async () => {
    const { clock, children, events, newest } = supervised()
    newest().end(78)
    await clock.advance(600_000)
    expect(events).toEqual([{ kind: 'gave-up', end: { code: 78, signal: null } }])
    expect(children).toHaveLength(1)
    expect(clock.pending()).toBe(0)
  })

  it('kills a child that has been silent for 15 s, and restarts it', async () => {
    const { clock, children, events } = supervised()
    const [child] = children
    child!.ready()
    await clock.advance(10_000)
    child!.alive()
    await clock.advance(14_999)
    expect(child!.orders).toEqual([])
    await clock.advance(1)
    expect(child!.orders).toEqual(['kill'])
    expect(events.at(-1)).toMatchObject({ kind: 'down', cause: 'silent', restartInMs: 500 })
    await clock.advance(500)
    expect(children).toHaveLength(2)
  })

  it('is patient with a child that has not spoken yet', async () => {
    const { clock, newest, events } = supervised()
    await clock.advance(59_999)
    expect(newest().orders).toEqual([])
    await clock.advance(1)
    expect(events.at(-1)).toMatchObject({ kind: 'down', cause: 'silent' })
  })

  it('leaves no timer of a dead child behind', async () => {
    const { clock, children, newest } = supervised()
    newest().ready()
    newest().end(1)
    await clock.advance(500)
    const [first] = children
    await clock.advance(59_000)
    expect(first!.orders).toEqual([])
  })
})

describe('stopping', () => {
  it('asks, and is done when the child is gone', async () => {
    const { clock, events, newest, supervisor } = supervised()
    newest().ready()
    const stopped = supervisor.stop()
    expect(newest().orders).toEqual(['terminate'])
    newest().end(0)
    await stopped
    expect(kinds(events)).toEqual(['up'])
    expect(clock.pending()).toBe(0)
  })

  it('kills after 5 s', async () => {
    const { clock, newest, supervisor } = supervised()
    newest().ready()
    const stopped = supervisor.stop()
    await clock.advance(4_999)
    expect(newest().orders).toEqual(['terminate'])
    await clock.advance(1)
    await stopped
    expect(newest().orders).toEqual(['terminate', 'kill'])
    expect(clock.pending()).toBe(0)
  })

  it('does not wait for ever for a process that even SIGKILL does not end', async () => {
    const { clock, newest, supervisor } = supervised()
    newest().obeysKill = false
    const stopped = supervisor.stop()
    await clock.advance(7_000)
    await stopped
  })

  it('calls off a restart that was due', async () => {
    const { clock, children, newest, supervisor } = supervised()
    newest().end(1)
    await supervisor.stop()
    await clock.advance(60_000)
    expect(children).toHaveLength(1)
  })

  it('does not restart a child that crashes while it is being stopped', async () => {
    const { clock, children, newest, supervisor } = supervised()
    const stopped = supervisor.stop()
    newest().end(1)
    await stopped
    await clock.advance(60_000)
    expect(children).toHaveLength(1)
  })

  it('before a second stop does no harm', async () => {
    const { newest, supervisor } = supervised()
    const first = supervisor.stop()
    newest().end(0)
    await first
    await supervisor.stop()
  })
})
